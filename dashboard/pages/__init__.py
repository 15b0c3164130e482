"""The pages: they arrange components."""

"""The Streamlit app: it arranges and shows; every decision is made in ``geo``."""

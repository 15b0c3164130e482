"""The network: requests (`client`), where they may lead (`routes`), names of servers (`hosts`).

Nothing is imported here: `client` loads httpx, which takes a third of a second.
"""

"""What ``streamlit run`` serves: the app, behind the check of the name it is asked for by.

Streamlit finds ``app`` by its name and imports this file by itself.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.own_name import OwnName
from geo.settings import get_settings

app = st.App(
    Path(__file__).with_name("app.py"),
    middleware=[Middleware(OwnName, hosts=get_settings().allowed_hosts)],
)

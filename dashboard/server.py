"""What ``streamlit run`` serves: the app, behind the checks of who asks, and by what name.

Streamlit finds ``app`` by its name and imports this file by itself.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard import sign_in
from dashboard.doorkeeper import Doorkeeper
from dashboard.own_name import OwnName
from geo.settings import get_settings

app = st.App(
    Path(__file__).with_name("app.py"),
    middleware=[
        Middleware(
            OwnName,
            hosts=get_settings().allowed_hosts,
            run_id=os.environ.get("DATELINE_SERVE_RUN", ""),
        ),
        Middleware(
            Doorkeeper,
            sign_in=sign_in.required(),
            base_path=st.get_option("server.baseUrlPath") or "",
        ),
    ],
)

"""The WSGI entry: `gunicorn wsgi:application`, or any other server."""

from app import create_app, memory

application = create_app()
memory.settle()

"""Pages of schemes."""

from flask import Blueprint

bp = Blueprint("schemes", __name__)

"""Names for phones, browsers and passkeys, short and the same in every language."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
# The order matters: most browsers also call themselves by the name of another.
BROWSERS = (
    ("SamsungBrowser/", "Samsung Internet"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
# Where passkeys live, by the AAGUID they tell.
KEEPERS = {
    "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4": "Google",
    "fbfc3007-154e-4ecc-8c0b-6e020557d7bd": "Apple",
    "dd4ec289-e01d-41c9-bb89-70fa845d4bf2": "Apple",
    "08987058-cadc-4b81-b6e1-30de50dcbe96": "Windows Hello",
    "9ddd1817-af5a-4672-a2b9-3e3dd95000a9": "Windows Hello",
    "6028b017-b1d4-4c02-b4b3-afcdafc96bb2": "Windows Hello",
    "53414d53-554e-4700-0000-000000000000": "Samsung Pass",
    "bada5566-a7aa-401f-bd96-45619a55120d": "1Password",
    "d548826e-79b4-db40-a3d8-11116f7e8349": "Bitwarden",
}


def device_of(user_agent: str | None) -> str:
    """'Chrome · Android', from what a browser says of itself; '' when it says nothing we know."""
    says = (user_agent or "")[:400]
    browser = next((name for sign, name in BROWSERS if sign in says), "")
    system = next((name for sign, name in SYSTEMS if sign in says), "")
    return " · ".join(part for part in (browser, system) if part)


def label_of(aaguid: str, device: str) -> str:
    """A first name for a passkey: who keeps it and where it was made."""
    keeper = KEEPERS.get(aaguid, "")
    return " · ".join(part for part in (keeper, device) if part) or "Passkey"

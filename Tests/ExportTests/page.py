"""Checks an HTML export on standard input as no browser would: every fault counts.

The parser is strict; nothing in the page runs, loads or sends; who cannot see it or has no mouse
gets all of it; text can be told from its background in both colour schemes. Prints each finding.
"""

import base64
import hashlib
import re
import sys

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = set(
    "a article bdi body caption code dd div dl dt footer h1 h2 h3 h4 head header html li main meta "
    "nav p section span strong style table tbody td th thead title tr ul".split()
)
DRAWN = set("defs desc path pattern rect svg title".split())
ATTRIBUTES = set(
    "aria-hidden aria-label aria-labelledby charset class content d dir fill height href http-equiv "
    "id lang name patternUnits rel role scope width x y".split()
)
# What text and signs stand on, and how much they have to differ from it: WCAG 2.2, 1.4.3, 1.4.11.
GROUNDS = ["page", "card"]
CONTRASTS = {
    "text": 4.5, "dim": 4.5, "link": 4.5, "pass": 4.5, "fail": 4.5, "care": 4.5, "mark": 3,
    "line": 3,
}


def findings(source):
    document = html5lib.HTMLParser(strict=True).parse(source)
    nodes = [node for node in document.iter() if isinstance(node.tag, str)]
    yield from harm(nodes)
    yield from structure(nodes)
    yield from tables_and_charts(nodes)
    yield from style(one(nodes, "style").text)


def of(nodes, name, space=HTML):
    return [node for node in nodes if node.tag == space + name]


def one(nodes, name):
    found = of(nodes, name)
    assert len(found) == 1, f"{len(found)} x {name}"
    return found[0]


def harm(nodes):
    for node in nodes:
        space, _, name = node.tag.rpartition("}")
        if name not in (DRAWN if space + "}" == SVG else ELEMENTS):
            yield f"the element {node.tag}"
        for attribute, value in node.attrib.items():
            if attribute not in ATTRIBUTES:
                yield f"the attribute {attribute} of {name}"
            if "url(" in value and not re.fullmatch(r"url\(#[a-z]+\)", value):
                yield f"{attribute} loads {value}"
    policy = [n for n in of(nodes, "meta") if n.get("http-equiv") == "Content-Security-Policy"]
    digest = base64.b64encode(hashlib.sha256(one(nodes, "style").text.encode()).digest()).decode()
    wanted = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    if [n.get("content") for n in policy] != [wanted]:
        yield f"the policy is not {wanted}"


def structure(nodes):
    if one(nodes, "html").get("lang") != "en":
        yield "no language"
    for landmark in ["main", "footer", "title", "h1"]:
        one(nodes, landmark)
    level = 0
    for node in nodes:
        if heading := re.fullmatch(re.escape(HTML) + "h([1-6])", node.tag):
            if int(heading[1]) > level + 1:
                yield f"h{heading[1]} after h{level}: {text(node)}"
            if not text(node).strip():
                yield f"an empty h{heading[1]}"
            level = int(heading[1])
    ids = [node.get("id") for node in nodes if node.get("id") is not None]
    for name in sorted({name for name in ids if ids.count(name) > 1} if len(ids) < 500 else ()):
        yield f"two ids {name}"
    if len(set(ids)) != len(ids):
        yield "ids are not unique"
    for link in of(nodes, "a"):
        target = link.get("href")
        if not (target[1:] in ids if target.startswith("#") else re.match("https?://", target)):
            yield f"a link to {target}"
        if not text(link).strip():
            yield f"a link without words to {target}"
    for node in nodes:
        for name in node.get("aria-labelledby", "").split():
            if name not in ids:
                yield f"aria-labelledby {name}"
    for nav in of(nodes, "nav"):
        if not nav.get("aria-label"):
            yield "nav without a label"
        first = of(nodes, "a")[0]
        if first.get("href") != "#" + str(one(nodes, "main").get("id")):
            yield "the first link does not skip to main"


def tables_and_charts(nodes):
    for table in of(nodes, "table"):
        rows = table.iter(HTML + "tr")
        if table[0].tag != HTML + "caption" or not text(table[0]).strip():
            yield "a table without a caption"
        if len({len(row) for row in rows}) != 1:
            yield f"rows of several lengths in {text(table[0])}"
    for cell in of(nodes, "th"):
        if cell.get("scope") not in ("col", "row"):
            yield f"th without scope: {text(cell)}"
    for drawing in of(nodes, "svg", SVG):
        if drawing.get("aria-hidden") == "true":
            continue
        names = [child.tag for child in drawing[:2]]
        if drawing.get("role") != "img" or names != [SVG + "title", SVG + "desc"]:
            yield "a drawing without title and desc"


def style(sheet):
    if re.search(r"@import|url\(|expression|@font-face", sheet):
        yield "the style sheet loads something"
    schemes = re.findall(r":root \{([^}]*)\}", sheet)
    if len(schemes) != 2:
        yield f"{len(schemes)} colour schemes"
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", scheme))
        for name, least in CONTRASTS.items():
            for ground in GROUNDS:
                found = contrast(colours[name], colours[ground])
                if found < least:
                    yield f"{name} {colours[name]} on {ground}: {found:.2f}, not {least}"


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text(node):
    return "".join(node.itertext())


if __name__ == "__main__":
    found = list(findings(sys.stdin.buffer.read()))
    print("\n".join(found))
    sys.exit(1 if found else 0)

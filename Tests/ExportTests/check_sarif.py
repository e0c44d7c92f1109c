"""Judges a SARIF log on standard input: SCHEMA as argument; prints each fault."""

import json
import sys
import tempfile

import jsonschema_rs
from sarif import loader

schema = json.load(open(sys.argv[1]))
log = json.load(sys.stdin)
faults = []

# Draft 4 does not know relative addresses, which the schema asks for all the same.
reference = jsonschema_rs.Draft7Validator({"format": "uri-reference"}, validate_formats=True)
validator = jsonschema_rs.Draft4Validator(
    schema, validate_formats=True, formats={"uri-reference": reference.is_valid}
)
for error in validator.iter_errors(log):
    faults.append(f"{error.instance_path} {error.message[:200]}")

# What the standard asks beyond its schema.
run = log["runs"][0]
rules = run["tool"]["driver"].get("rules", [])
artifacts = run["artifacts"]
guids = [result["guid"] for result in run.get("results", [])]
if len(set(guids)) != len(guids) or len({rule["id"] for rule in rules}) != len(rules):
    faults.append("an identifier twice")


def locations(value):
    """Every artifactLocation, wherever it stands."""
    if isinstance(value, dict):
        if "artifactLocation" in value:
            yield value["artifactLocation"]
        for member in value.values():
            yield from locations(member)
    elif isinstance(value, list):
        for member in value:
            yield from locations(member)


for place in locations(run):
    if "index" in place and artifacts[place["index"]]["location"]["uri"] != place["uri"]:
        faults.append(f"{place} is another artifact")
for result in run.get("results", []):
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        faults.append(f"{result['ruleId']} has the index of another rule")
    if (result["kind"] == "fail") == (result["level"] == "none"):
        faults.append(f"{result['ruleId']} is {result['kind']} and {result['level']}")
    if "suppressions" not in result:
        faults.append(f"{result['ruleId']}: either no result has suppressions, or all")

# sarif-tools takes no run without results, which is one that could not be read.
if "results" in run:
    with tempfile.NamedTemporaryFile("w", suffix=".sarif") as file:
        json.dump(log, file)
        file.flush()
        loaded = loader.load_sarif_file(file.name)
    if loaded.get_distinct_tool_names() != ["Postflight"]:
        faults.append(f"sarif-tools sees {loaded.get_distinct_tool_names()}")
    if loaded.get_result_count() != len(run["results"]):
        faults.append(f"sarif-tools sees {loaded.get_result_count()} results")

print("\n".join(faults[:20]))
sys.exit(1 if faults else 0)

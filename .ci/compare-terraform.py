"""Reads a written configuration with python-hcl2, and compares it with the state of Terraform that it was written from.

Usage: compare-terraform.py DIRECTORY [STATE]
Without a state, it only has to parse, and each reference has to name a resource.
"""
import json
import pathlib
import re
import sys

import hcl2

# What a state has and nobody can read from AWS, or what only tells how Terraform deletes.
NOT_READ = {"close_on_deletion", "skip_destroy", "role_name", "iam_user_access_to_billing"}
# What the provider computes, and what doubles another attribute.
COMPUTED = {
    "accounts", "arn", "create_govcloud", "delegation_enabled_date", "govcloud_id", "id", "joined_method", "joined_timestamp", "master_account_arn",
    "master_account_email", "master_account_id", "master_account_name", "non_master_accounts", "opt_status", "roots", "status", "tags_all", "timeouts",
}
OF_ADMINISTRATOR = {"email", "name"}
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def literal(text):
    """The value of a quoted text."""
    inner = text[1:-1].replace("$${", "${").replace("%%{", "%{")
    return re.sub(r'\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))', lambda match: (
        chr(int(match[1] or match[2], 16)) if match[1] or match[2] else ESCAPES[match[3]]), inner)


class Configuration:
    def __init__(self, directory):
        self.directory = directory
        self.resources, self.ids = {}, {}
        for file in sorted(directory.glob("*.tf")):
            parsed = hcl2.loads(file.read_text())
            for block in parsed.get("resource", []):
                for kind, named in block.items():
                    for name, body in named.items():
                        self.resources[f"{literal(kind)}.{literal(name)}"] = {
                            key: item for key, item in body.items() if key not in ("lifecycle", "__is_block__")}
            for block in parsed.get("provider", []):
                [self.management_account] = map(literal, block['"aws"']["allowed_account_ids"])
            for block in parsed.get("import", []):
                self.ids[block["to"][2:-1]] = literal(block["id"])

    def value(self, given, root_id):
        if isinstance(given, dict):
            return {literal(key) if key[0] == '"' else key: self.value(item, root_id) for key, item in given.items()}
        if isinstance(given, list):
            return [self.value(item, root_id) for item in given]
        if not isinstance(given, str):
            return given
        if given.startswith('"'):
            return literal(given)
        if given.endswith(".roots[0].id}"):
            return root_id
        if given == "${aws_organizations_organization.this.master_account_id}":
            return self.management_account
        document = re.fullmatch(r'\$\{jsonencode\(jsondecode\(file\("\$\{path\.module\}/(.*)"\)\)\)\}', given)
        return json.loads((self.directory / document[1]).read_text()) if document else self.ids[given[2:-1].removesuffix(".id")]


def objects(state):
    for resource in json.loads(state.read_text())["resources"]:
        if resource["mode"] == "managed":
            for instance in resource["instances"]:
                yield resource["type"], instance["attributes"]


def comparable(kind, attributes):
    """The attributes that a configuration can have, without empty ones. Lists of the service have no order."""
    left = NOT_READ | COMPUTED | (OF_ADMINISTRATOR if kind == "aws_organizations_delegated_administrator" else set())
    found = {}
    for name, value in attributes.items():
        if name in left or value in (None, "", {}, []):
            continue
        value = sorted(value) if isinstance(value, list) else value
        found[name] = json.loads(value) if name == "content" and isinstance(value, str) else value
    return found


directory, *states = map(pathlib.Path, sys.argv[1:])
configuration = Configuration(directory)
if not states:
    for body in configuration.resources.values():
        configuration.value(body, "")
    print(f"{len(configuration.resources)} resources of {directory.name} are parsed")
    sys.exit(0)
[state] = states
expected = list(objects(state))
root_id = next(attributes["roots"][0]["id"] for kind, attributes in expected if kind == "aws_organizations_organization")
written = [(address.split(".")[0], comparable(address.split(".")[0], configuration.value(body, root_id)))
           for address, body in configuration.resources.items()]
failures = []
for kind, attributes in expected:
    wanted = (kind, comparable(kind, attributes))
    if wanted in written:
        written.remove(wanted)
    else:
        failures.append(f"not written: {wanted}")
failures += [f"not in the state: {each}" for each in written]
print("\n".join(failures) or f"{len(expected)} resources have the attributes of {state.parent.name}")
sys.exit(1 if failures else 0)

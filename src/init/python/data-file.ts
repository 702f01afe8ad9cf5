/** The text of `organization/data.py`: reads the data files, and checks what their rows refer to. */
export const DATA_FILE = `"""Reads the data files, and checks what their rows refer to."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .check import check_distinct, checked, fail, line_of
from .rows import AccountRow, PolicyRow, TargetRow, UnitRow

FOLDER = Path(__file__).parent.parent / "data"
ACCOUNTS = "accounts.json"
UNITS = "organizational-units.json"
POLICIES = "policies.json"
SERVICES = "services.json"
SETTINGS = "account-settings.json"
# A line end, a bracket, the ID of an object, or any other string.
TOKEN = re.compile(r'\\n|[{}\\[\\]]|"id"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")|"(?:[^"\\\\]|\\\\.)*"')


@dataclass(frozen=True)
class Data:
    """The rows of the organization."""

    policies: list[PolicyRow]
    root: TargetRow
    organizational_units: list[UnitRow]
    # Tags of every account. A row may give another value.
    tags_of_all: dict[str, str]
    accounts: list[AccountRow]
    trusted_services: list[str]
    policy_types: list[str]
    # Contacts and opt-in Regions, by the ID of the account's row.
    settings: dict[str, dict[str, Any]]
    # The lines of rows in their files, by their IDs.
    lines_of_units: dict[str, int]
    lines_of_accounts: dict[str, int]


def read_data() -> Data:
    """Return the rows. Raises an error with the file, the row and the value if one of them is wrong."""
    policies = checked(POLICIES, read(POLICIES), "policiesFile")["policies"]
    units = checked(UNITS, read(UNITS), "unitsFile")
    accounts = checked(ACCOUNTS, read(ACCOUNTS), "accountsFile")
    services = checked(SERVICES, read(SERVICES), "servicesFile")
    settings = {}
    if (FOLDER / SETTINGS).exists():
        settings = checked(SETTINGS, read(SETTINGS), "settingsFile")["accounts"]
    keys = check_policies(policies)
    check_accounts(accounts["accounts"], check_units(units, keys), keys)
    check_settings(settings, {row["id"] for row in accounts["accounts"]})
    return Data(
        policies=[PolicyRow(**row) for row in policies],
        root=TargetRow(**with_snake_case(units["root"])),
        organizational_units=[UnitRow(**with_snake_case(row)) for row in units["organizationalUnits"]],
        tags_of_all=accounts.get("tagsOfAll", {}),
        accounts=[AccountRow(**with_snake_case(row)) for row in accounts["accounts"]],
        trusted_services=services["trustedServices"],
        policy_types=services["policyTypes"],
        settings={id: options_of(each) for id, each in settings.items()},
        lines_of_units=lines_of(UNITS),
        lines_of_accounts=lines_of(ACCOUNTS),
    )


def lines_of(file: str) -> dict[str, int]:
    """Return the lines of the rows of a file, by their IDs. An "id" among tags is no row."""
    lines: dict[str, int] = {}
    around, line = "", 1
    for token in TOKEN.finditer((FOLDER / file).read_text(encoding="utf-8")):
        if token[0] in ("{", "["):
            around += token[0]
        elif token[0] in ("}", "]"):
            around = around[:-1]
        elif token[1] is not None and around == "{[{":
            lines[json.loads(token[1])] = line
        line += token[0].count("\\n")
    return lines


def read(file: str) -> Any:
    """Return the content of a data file."""
    try:
        return json.loads((FOLDER / file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"data/{file} cannot be read: {error}. Correct the file.") from error


def check_policies(policies: list[dict[str, Any]]) -> set[str]:
    """Return the keys of the policies."""
    for row in policies:
        checked(POLICIES, row, "policy")
    check_distinct(POLICIES, policies, "key")
    check_distinct(POLICIES, policies, "id")
    return {row["key"] for row in policies}


def check_units(file: dict[str, Any], keys: set[str]) -> set[str]:
    """Return the IDs of the organizational units."""
    check_attached(UNITS, checked(UNITS, file["root"], "root"), keys)
    ids: set[str] = set()
    for row in file["organizationalUnits"]:
        check_attached(UNITS, checked(UNITS, row, "unit"), keys)
        check_place(UNITS, row, row.get("parent"), ids)
        ids.add(row["id"])
    check_distinct(UNITS, file["organizationalUnits"], "id")
    return ids


def check_accounts(accounts: list[dict[str, Any]], units: set[str], keys: set[str]) -> None:
    """Raise an error if a row of an account is wrong."""
    for row in accounts:
        check_attached(ACCOUNTS, checked(ACCOUNTS, row, "account"), keys)
        check_place(ACCOUNTS, row, row.get("unit"), units)
    check_distinct(ACCOUNTS, accounts, "id")


def check_settings(settings: dict[str, dict[str, Any]], accounts: set[str]) -> None:
    """Raise an error if settings are wrong, or belong to no account."""
    for id, options in settings.items():
        checked(SETTINGS, options, "settings")
        if id not in accounts:
            problem = f"No account has this ID (given: {line_of(id)})."
            fail(SETTINGS, options, f"{problem} Use the ID of a row of data/accounts.json.")


def check_attached(file: str, row: dict[str, Any], keys: set[str]) -> None:
    """Raise an error if no policy has a key of the row."""
    for key in row.get("policies", []):
        if key not in keys:
            fail(file, row, f"No policy has this key (given: {line_of(key)}). Use a key of data/policies.json.")


def check_place(file: str, row: dict[str, Any], id: str | None, units: set[str]) -> None:
    """Raise an error if no organizational unit has the ID."""
    if id is not None and id not in units:
        problem = f"No organizational unit has this ID (given: {line_of(id)})."
        fail(file, row, f"{problem} Use the ID of a row of data/{UNITS}, which is above the rows below it.")


def options_of(settings: dict[str, Any]) -> dict[str, Any]:
    """Return contacts and Regions as options of an account."""
    options = with_snake_case(settings)
    if "primary_contact" in options:
        options["primary_contact"] = with_snake_case(options["primary_contact"])
    if "alternate_contacts" in options:
        contacts = options["alternate_contacts"].items()
        options["alternate_contacts"] = {kind: with_snake_case(contact) for kind, contact in contacts}
    return options


def with_snake_case(members: dict[str, Any]) -> dict[str, Any]:
    """Return the members with the names that they have in Python."""
    return {re.sub("[A-Z]", r"_\\g<0>", name).lower(): value for name, value in members.items()}
`;

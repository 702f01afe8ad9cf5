import { MEMBERS, type Members } from '../data/members';

/** The text of `organization/check.py`: the members of the data files, and the check of an object of them. */
export function checkFile(): string {
  return `"""The members of the data files, and the check of an object of them."""

import json
from collections.abc import Callable
from typing import Any, NoReturn

MEMBERS: dict[str, dict[str, dict[str, str]]] = {
${Object.entries(MEMBERS).map(([name, members]) => entry(name, members)).join('\n')}
}


def checked(file: str, row: Any, name: str) -> dict[str, Any]:
    """Return an object of a data file.

    Raises an error with the file, the row and the value if a member is unknown, missing or of another kind.
    """
    required, optional = MEMBERS[name]["required"], MEMBERS[name]["optional"]
    kinds = required | optional
    if not is_object(row):
        fail(file, row, "This is not an object. Write its members in braces.")
    for member, value in row.items():
        if member not in kinds:
            problem = f"This member is unknown (given: {line_of(member)})."
            fail(file, row, f"{problem} Use one of these: {', '.join(kinds)}.")
        if not IS_KIND[kinds[member]](value):
            problem = f'The member "{member}" is not {kinds[member]} (given: {line_of(value)[:200]}).'
            fail(file, row, f"{problem} Correct it.")
    for member in required:
        if member not in row:
            fail(file, row, f'The member "{member}" is missing. Add it.')
    return row


def check_distinct(file: str, rows: list[dict[str, Any]], member: str) -> None:
    """Raise an error if two rows have the same value."""
    seen = set()
    for row in rows:
        if row[member] in seen:
            fail(file, row, f"Two rows have the same {member} (given: {line_of(row[member])}). Give each row its own.")
        seen.add(row[member])


def fail(file: str, row: Any, problem: str) -> NoReturn:
    """Raise an error that names the file and the row."""
    raise ValueError(f"data/{file}: {problem} Row: {line_of(row)[:200]}")


def line_of(value: Any) -> str:
    """Return JSON on one line, as in the data files."""
    return json.dumps(value, ensure_ascii=False)


def is_string(value: Any) -> bool:
    """Return whether a value is a string."""
    return isinstance(value, str)


def is_object(value: Any) -> bool:
    """Return whether a value is an object of JSON."""
    return isinstance(value, dict)


# The checks of each kind of value, by the words of the error.
IS_KIND: dict[str, Callable[[Any], bool]] = {
    "a string": is_string,
    "true": lambda value: value is True,
    "a list of strings": lambda value: isinstance(value, list) and all(map(is_string, value)),
    "an object of strings": lambda value: is_object(value) and all(map(is_string, value.values())),
    "a list of objects": lambda value: isinstance(value, list) and all(map(is_object, value)),
    "an object of objects": lambda value: is_object(value) and all(map(is_object, value.values())),
    "an object": is_object,
}
`;
}

function entry(name: string, { required, optional }: Members): string {
  const [needed, more] = [required, optional].map((kinds) => Object.entries(kinds).map(([member, kind]) => `"${member}": "${kind}"`));
  const lines = more.length > 3 ? `{\n${more.map((each) => `            ${each},`).join('\n')}\n        }` : `{${more.join(', ')}}`;
  return `    "${name}": {\n        "required": {${needed.join(', ')}},\n        "optional": ${lines},\n    },`;
}

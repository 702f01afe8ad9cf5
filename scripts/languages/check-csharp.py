"""Checks an app in C# where no .NET SDK is there: check-csharp.py GENERATED APP. Needs tree-sitter and tree-sitter-c-sharp.

The app has no syntax error, and what it uses of the package is in the code that jsii-pacmak generated: members of its classes, and properties
of its structs. Types of arguments are not checked.
"""
import sys
from pathlib import Path

import tree_sitter_c_sharp
from tree_sitter import Language, Parser

PARSER = Parser(Language(tree_sitter_c_sharp.language()))
DECLARATIONS = ("method_declaration", "property_declaration", "enum_member_declaration")


def nodes(node, *kinds):
    if node.type in kinds:
        yield node
    for child in node.children:
        yield from nodes(child, *kinds)


def text(node):
    return node.text.decode()


def parsed(path):
    return PARSER.parse(path.read_bytes()).root_node


def members(generated):
    """The names of the members of each type; a type has those of its base types of the package too."""
    declared, bases = {}, {}
    for path in generated.rglob("*.cs"):
        for kind in nodes(parsed(path), "class_declaration", "interface_declaration", "enum_declaration"):
            name = text(kind.child_by_field_name("name"))
            declared.setdefault(name, set()).update(text(m.child_by_field_name("name")) for m in nodes(kind, *DECLARATIONS))
            base_list = [child for child in kind.children if child.type == "base_list"]
            bases.setdefault(name, set()).update(text(b).split(".")[-1] for b in (base_list[0].named_children if base_list else []))
    return lambda name: set().union(declared.get(name, set()), *(declared.get(base, set()) for base in bases.get(name, set()))), declared


def unknown_names(root, members_of, declared):
    for access in nodes(root, "member_access_expression"):
        owner, name = text(access.child_by_field_name("expression")), text(access.child_by_field_name("name"))
        if owner in declared and name not in members_of(owner):
            yield f"{owner}.{name}"
    for creation in nodes(root, "object_creation_expression"):
        kind, initializer = text(creation.child_by_field_name("type")), creation.child_by_field_name("initializer")
        for entry in initializer.named_children if initializer is not None and kind in declared else []:
            name = text(entry.child_by_field_name("left")) if entry.type == "assignment_expression" else text(entry)
            if name not in members_of(kind):
                yield f"{kind}.{name}"


def used_names(root, declared):
    return sum(text(node) in declared for node in nodes(root, "identifier"))


def main():
    generated, app = map(Path, sys.argv[1:])
    members_of, declared = members(generated)
    problems, used = [], 0
    for path in sorted(app.rglob("*.cs")):
        root = parsed(path)
        if root.has_error:
            problems.append(f"{path}: a syntax error")
        problems += [f"{path}: {name} is not in the package" for name in unknown_names(root, members_of, declared)]
        used += used_names(root, declared)
    print("\n".join(problems) or f"{used} uses of types of the package")
    sys.exit(1 if problems or used == 0 else 0)


main()

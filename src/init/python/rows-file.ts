/** The text of `organization/rows.py`: the types of the rows. */
export const ROWS_FILE = `"""The rows of the organization."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """Policies and tags of the root, an organizational unit or an account."""

    # Only the tags that the code manages.
    tags: dict[str, str] = field(default_factory=dict)
    # Keys of rows of policies.
    policies: list[str] = field(default_factory=list)
    # Whether FullAWSAccess is detached, so that accounts can only do what the policies allow.
    is_allow_list: bool = False
    # Why the policies may lock out the roles that deploy.
    lock_out: str | None = None


@dataclass(frozen=True, kw_only=True)
class PolicyRow:
    """A policy. Its document is \`policies/KEY.json\`."""

    key: str
    # The construct ID, which never changes: the ID that AWS gave to an existing resource, and any other text for a
    # new one. Names change, and a changed construct ID is another resource for CloudFormation.
    id: str
    # Whether the resource existed before its row. A row without it creates its resource.
    adopt: bool = False
    type: str
    name: str
    description: str | None = None
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UnitRow(TargetRow):
    """An organizational unit."""

    id: str
    adopt: bool = False
    # Whether something else manages it, and the code only refers to it by its ID.
    outside: bool = False
    name: str
    # ID of the row above. The default is the root.
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class AccountRow(TargetRow):
    """An account."""

    id: str
    adopt: bool = False
    name: str
    email: str
    # ID of the row of its organizational unit. The default is the root.
    unit: str | None = None
    # Service principals that it administers.
    administers: list[str] = field(default_factory=list)
`;

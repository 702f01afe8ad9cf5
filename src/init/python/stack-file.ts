import { partsOf } from '../parts';
import type { AppRows } from '../rows';

const LEVEL_OF = `
    def _level_of(self, row: UnitRow) -> int:
        """Return the number of organizational units from the root down to this one."""
        level = 1 if row.parent is None else self._levels[row.parent] + 1
        self._levels[row.id] = level
        return level
`;

/** The text of `organization/organization_stack.py`. Its constructs and their IDs are those of the app in TypeScript. */
export function stackFile(rows: AppRows, hasPoliciesInCode: boolean): string {
  const { hasAllFeatures } = rows;
  const hasParts = partsOf(rows) !== undefined;
  const scope = (kind: 'Policies' | 'Units' | 'Accounts', level = '') => (hasParts ? `part_of(self, "${kind}", row.id${level})` : 'self');
  return `"""The organization as the rows of \`data/\` describe it."""

${hasPoliciesInCode ? '' : 'from pathlib import Path\n'}from typing import Any

from aws_cdk import Stack, Tags
from cdk_aws_organizations import (
    Account,
${hasAllFeatures ? '' : '    FeatureSet,\n'}    IParent,
    IPolicyTarget,
    Organization,
    OrganizationalUnit,
    Policy,
${hasPoliciesInCode ? '' : '    PolicyContent,\n'}    PolicyType,
    SourceRow,
    TrustedService,
)
from constructs import Construct, IConstruct

from .data import read_data
${hasParts ? 'from .parts import part_of\n' : ''}${hasPoliciesInCode ? 'from .policies import policy_of\n' : ''}from .rows import AccountRow, PolicyRow, TargetRow, UnitRow
${hasPoliciesInCode ? '' : '\nPOLICIES = Path(__file__).parent.parent / "policies"\n'}

class OrganizationStack(Stack):
    """The organization, with a construct for each row."""

    def __init__(self, scope: Construct, id: str, **kwargs: Any) -> None:
        super().__init__(scope, id, **kwargs)
        self._data = read_data()
        self._policies: dict[str, Policy] = {}
        self._units: dict[str, IParent] = {}
${hasParts ? '        self._levels: dict[str, int] = {}\n' : ''}        root = Organization(
            self,
            "Organization",
            adopt=True,
${hasAllFeatures ? '' : '            feature_set=FeatureSet.CONSOLIDATED_BILLING,\n'}            trusted_services=[TrustedService.of(service) for service in self._data.trusted_services],
            policy_types=[PolicyType.of(type) for type in self._data.policy_types],
        ).root
        for policy in self._data.policies:
            self._add_policy(policy)
        self._complete(root, self._data.root)
        for unit in self._data.organizational_units:
            self._add_unit(unit, self._place_of(unit.parent, root))
        for account in self._data.accounts:
            self._add_account(account, self._place_of(account.unit, root))

    def _add_policy(self, row: PolicyRow) -> None:
${hasPoliciesInCode ? `        policy = policy_of(${scope('Policies')}, row)\n` : documentPolicy(scope('Policies'))}        add_tags(policy, row.tags)
        self._policies[row.key] = policy

    def _add_unit(self, row: UnitRow, parent: IParent) -> None:
${hasParts ? '        level = self._level_of(row)\n' : ''}        if row.outside:
            unit = OrganizationalUnit.from_organizational_unit_attributes(
                self, f"Unit-{row.id}", organizational_unit_id=row.id, parent=parent
            )
        else:
            unit = OrganizationalUnit(
                ${scope('Units', ', level')},
                f"Unit-{row.id}",
                parent=parent,
                organizational_unit_name=row.name,
                adopt=row.adopt or None,
                organizational_unit_id=row.id if row.adopt else None,
            )
        note_line(unit, "data/organizational-units.json", self._data.lines_of_units.get(row.id))
        self._units[row.id] = unit
        self._complete(unit, row)

    def _add_account(self, row: AccountRow, parent: IParent) -> None:
        account = Account(
            ${scope('Accounts')},
            f"Account-{row.id}",
            parent=parent,
            account_name=row.name,
            email=row.email,
            adopt=row.adopt or None,
            account_id=row.id if row.adopt else None,
            **self._data.settings.get(row.id, {}),
        )
        note_line(account, "data/accounts.json", self._data.lines_of_accounts.get(row.id))
        add_tags(account, self._data.tags_of_all)
        self._complete(account, row)
        for service in row.administers:
            account.delegate_administration(TrustedService.of(service))

    def _complete(self, target: IPolicyTarget, row: TargetRow) -> None:
        """Add the tags and policies of a row."""
        add_tags(target, row.tags)
        for key in row.policies:
            target.attach_policy(self._policies[key])
        if row.is_allow_list:
            target.detach_full_aws_access()
        if row.lock_out:
            target.acknowledge_lock_out(row.lock_out)

    def _place_of(self, id: str | None, root: IParent) -> IParent:
        return root if id is None else self._units[id]
${hasParts ? LEVEL_OF : ''}

def note_line(construct: IConstruct, file: str, line: int | None) -> None:
    """Note the line of a row, which reviews and errors name."""
    if line is not None:
        SourceRow.note(construct, file=file, line=line)


def add_tags(construct: IConstruct, tags: dict[str, str]) -> None:
    """Add tags to a resource."""
    for key, value in tags.items():
        Tags.of(construct).add(key, value)
`;
}

function documentPolicy(scope: string): string {
  return `        policy = Policy(
            ${scope},
            f"Policy-{row.id}",
            policy_type=PolicyType.of(row.type),
            policy_name=row.name,
            description=row.description,
            content=PolicyContent.from_file(str(POLICIES / f"{row.key}.json")),
            adopt=row.adopt or None,
        )
`;
}

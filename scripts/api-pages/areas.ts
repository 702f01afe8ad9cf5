export interface Area {
  readonly title: string;
  /** Folders, which end in a slash, and files. The longest path that fits decides. */
  readonly paths: readonly string[];
}

/** The areas of API.md, in its order. Each has a page. */
export const AREAS: readonly Area[] = [
  { title: 'Organization', paths: ['src/constructs/organization/'] },
  { title: 'Accounts', paths: ['src/constructs/account/', 'src/constructs/fleet/'] },
  { title: 'Organizational units', paths: ['src/constructs/organizational-unit/'] },
  {
    title: 'Policies and policy sets',
    paths: [
      'src/constructs/policy/attachments/', 'src/constructs/policy/policy-set/', 'src/constructs/policy/resource-policy/',
      'src/constructs/policy/rollout/',
      'src/constructs/policy/policy-content.ts', 'src/constructs/policy/policy-options.ts', 'src/constructs/policy/policy.ts',
      'src/constructs/synthesis/reserved-tags.ts',
    ],
  },
  {
    title: 'Policy types',
    paths: [
      'src/constructs/policy/authorization/', 'src/constructs/policy/backup/', 'src/constructs/policy/chat-applications/',
      'src/constructs/policy/declarative-ec2/', 'src/constructs/policy/management/', 'src/constructs/policy/other-services/',
      'src/constructs/policy/security-services/', 'src/constructs/policy/tag/', 'src/constructs/policy/policy-type.ts',
      'src/constructs/organization/policy-type-disabling.ts',
    ],
  },
  { title: 'Guardrails', paths: ['src/constructs/guardrails/'] },
  { title: 'Guardrails for accounts and identities', paths: ['src/constructs/guardrails/accounts/', 'src/constructs/guardrails/identity/'] },
  { title: 'Guardrails for data', paths: ['src/constructs/guardrails/data/'] },
  { title: 'Guardrails of a data perimeter', paths: ['src/constructs/guardrails/perimeter/'] },
  { title: 'Guardrails for networks and compute', paths: ['src/constructs/guardrails/network/', 'src/constructs/guardrails/compute/'] },
  { title: 'Guardrails for sharing and monitoring', paths: ['src/constructs/guardrails/sharing/', 'src/constructs/guardrails/security/'] },
  { title: 'Trusted services', paths: ['src/constructs/trusted-service/'] },
  { title: 'Assertions', paths: ['src/assertions/'] },
  { title: 'Provider', paths: ['src/provider/'] },
];

/** The area of a source file; `undefined` if none of them has it. */
export function areaOf(file: string): Area | undefined {
  const fits = (path: string) => (path.endsWith('/') ? file.startsWith(path) : file === path);
  const longest = (area: Area) => Math.max(0, ...area.paths.filter(fits).map(({ length }) => length));
  return AREAS.filter((area) => longest(area) > 0).sort((one, other) => longest(other) - longest(one))[0];
}

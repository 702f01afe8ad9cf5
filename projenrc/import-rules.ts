/** The rooms that each room under `src/` may import besides itself; docs/contributing/decisions/0002-rooms.md has the reasons. */
const MAY_IMPORT: Record<string, string[]> = {
  contract: [],
  policy: ['contract'],
  organizations: ['contract'],
  fleet: ['contract', 'policy'],
  provider: ['contract'],
  constructs: ['contract', 'policy', 'provider', 'fleet'],
  handler: ['contract', 'policy', 'organizations'],
  assembly: ['contract'],
  model: ['contract', 'policy', 'organizations', 'assembly'],
  trail: ['contract', 'policy', 'model'],
  report: ['contract', 'policy', 'model', 'trail'],
  init: ['contract', 'policy', 'fleet', 'model', 'report'],
  export: ['contract', 'model', 'report', 'init'],
  assertions: ['constructs', 'contract', 'policy', 'assembly', 'model'],
  simulator: ['policy'],
  rehearsal: ['simulator', 'contract', 'assembly', 'model'],
  cli: ['contract', 'policy', 'organizations', 'assembly', 'model', 'report', 'simulator', 'rehearsal', 'init', 'export', 'fleet', 'trail'],
};

/** Rooms whose code is pure: clock and port come in as parameters. */
export const PURE = ['src/handler/reconcile/**/*.ts', 'src/policy/**/*.ts', 'src/model/**/*.ts', 'src/report/**/*.ts', 'src/assembly/**/*.ts', 'src/contract/**/*.ts', 'src/fleet/**/*.ts', 'src/init/**/*.ts', 'src/export/**/*.ts', 'src/trail/**/*.ts'];

export const roomZones = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [`./${room}`, ...others.map((other) => `./${other}`)],
  message: `src/${room} may import only: ${[room, ...others].join(', ')} (docs/contributing/layout.md, Rooms)`,
}));

/** Only the adapters touch SDK values. */
export const SDK_ADAPTERS = [
  'src/organizations/sdk-adapter.ts', 'src/organizations/read-only-client.ts', 'src/organizations/stacks/sdk-adapter.ts',
  'src/organizations/account-management/sdk-account-management.ts', 'src/organizations/authorization/sdk-policy-simulation.ts',
  'src/organizations/authorization/sdk-authorization-message.ts', 'src/organizations/last-accessed/sdk-access-report.ts',
];

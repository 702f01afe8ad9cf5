/** The workflow on GitHub that reads the newest action data each week. It fails if an action falls under a promise without a decision. */
export const GUARDRAIL_ACTIONS_WORKFLOW = `name: Guardrail actions

on:
  schedule:
    - cron: '17 5 * * 1'
  workflow_dispatch:

permissions: {}

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: '22'
          package-manager-cache: false
      - run: npm ci --ignore-scripts
      - run: npm run guardrail-actions
`;

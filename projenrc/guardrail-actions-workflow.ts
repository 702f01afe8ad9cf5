import { CHECKOUT, setupNode } from './workflow-steps';

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
      ${CHECKOUT}
      ${setupNode("'22'")}
      - run: npm ci --ignore-scripts
      - run: npm run guardrail-actions
`;

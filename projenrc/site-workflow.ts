import { CHECKOUT, setupNode } from './workflow-steps';

/** The workflow on GitHub that builds and checks the documentation site, and deploys it from main to GitHub Pages. */
export const SITE_WORKFLOW = `name: Site

on:
  push:
    branches: [main]
  pull_request:
    paths: ['**/*.md', 'docs/**', 'site/**', 'scripts/site*', 'scripts/site/**', 'scripts/check-site*', 'scripts/check-site/**', '.ci/site', '.github/workflows/site.yml']
  schedule:
    - cron: '43 3 * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: site-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
      ${CHECKOUT}
      ${setupNode("'22'")}
      - run: npm ci --ignore-scripts
      - run: bash .ci/site
      - if: \${{ github.event_name == 'push' }}
        uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        with:
          path: tmp/site/dist
  deploy:
    needs: build
    if: \${{ github.event_name == 'push' }}
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
`;

import { APPROVED_LABEL } from './request-form';
import type { Versions } from '../language';

/**
 * The text of `.github/workflows/account-request.yml`. It starts when somebody who may label issues approves a request. What the issue says
 * reaches a command as a file that GitHub wrote, and no shell, no name of a branch and no text of a pull request.
 */
export function requestWorkflow(versions: Versions): string {
  const version = versions['cdk-aws-organizations'].replace('^', '');
  return `# Opens a pull request with the row of a requested account. Create the label "${APPROVED_LABEL}", and let only people add it who may decide.
# GitHub starts the review of that pull request once somebody approves its run. In the settings of the repository for Actions,
# allow GitHub Actions to create pull requests.
name: Account request
on:
  issues: { types: [labeled] }
permissions: {}
concurrency: account-request-\${{ github.event.issue.number }}
jobs:
  request:
    if: \${{ github.event.label.name == '${APPROVED_LABEL}' }}
    runs-on: ubuntu-latest
    permissions: { contents: write, issues: write, pull-requests: write }
    env:
      # A number, which GitHub gives.
      NUMBER: \${{ github.event.issue.number }}
      GH_TOKEN: \${{ github.token }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with: { node-version: '22', package-manager-cache: false }
      - name: Install the release
        run: |
          mkdir "$RUNNER_TEMP/cdk-org" && cd "$RUNNER_TEMP/cdk-org"
          npm install --prefix . --ignore-scripts --omit=peer --no-audit --no-fund cdk-aws-organizations@${version}
      - name: Add the row
        run: node "$RUNNER_TEMP/cdk-org/node_modules/cdk-aws-organizations/bin/cdk-org" request --github-event "$GITHUB_EVENT_PATH" --file data/accounts.json
      - name: Open the pull request
        run: |
          git config user.name 'github-actions[bot]'
          git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
          git switch --create "account-request-$NUMBER"
          git commit --message "Add the account of request #$NUMBER" -- data/accounts.json
          gh auth setup-git
          git push origin "account-request-$NUMBER"
          gh pr create --title "Add the account of request #$NUMBER" --body "Closes #$NUMBER" --head "account-request-$NUMBER"
      - name: Say that it failed
        if: \${{ failure() }}
        env:
          RUN: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}
        run: gh issue comment "$NUMBER" --body "The row could not be added. The log says why, and what to do. Correct the request, and set the label again. $RUN"
`;
}

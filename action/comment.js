// Writes a review as a comment on the pull request, or over the comment of the review before: node comment.js review.md review.json
const { readFileSync } = require('node:fs');

const { GITHUB_API_URL = 'https://api.github.com', GITHUB_REPOSITORY, GITHUB_EVENT_PATH, INPUT_TOKEN } = process.env;

async function ask(method, path, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: { 'authorization': `Bearer ${INPUT_TOKEN}`, 'accept': 'application/vnd.github+json', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw Object.assign(new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`), { status: response.status });
  }
  return response.json();
}

/** The first comment that begins with the marker, which readers do not see. */
async function findComment(number, marker) {
  for (let page = 1; ; page++) {
    const comments = await ask('GET', `/issues/${number}/comments?per_page=100&page=${page}`);
    const found = comments.find(({ body }) => body?.startsWith(marker));
    if (found || comments.length < 100) return found;
  }
}

async function comment(number, body, { counts, obstacles, rehearsal }) {
  const former = await findComment(number, body.slice(0, body.indexOf('\n')));
  if (former) {
    await ask('PATCH', `/issues/comments/${former.id}`, { body });
    return 'The comment on the pull request was updated.';
  }
  const fails = rehearsal?.succeeded === false && rehearsal.notPossible === undefined;
  if (counts.changes === 0 && obstacles.length === 0 && !fails) {
    return 'Nothing changes, and there is no comment to be corrected: no comment was written.';
  }
  await ask('POST', `/issues/${number}/comments`, { body });
  return 'The pull request got a comment.';
}

async function main([markdown, json]) {
  const { pull_request: pullRequest } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  if (!pullRequest) return 'This event is not about a pull request: no comment was written.';
  try {
    return await comment(pullRequest.number, readFileSync(markdown, 'utf8'), JSON.parse(readFileSync(json, 'utf8')));
  } catch (error) {
    // A pull request from a fork gets a token that only reads, and that is right: its code runs here.
    if (error.status !== 401 && error.status !== 403) throw error;
    return `::warning title=cdk-org::The token may not write a comment, so the review is in the job summary only. Give the job the permission `
      + `pull-requests: write; for pull requests from forks there is none. (${error.message.replaceAll('\n', ' ')})`;
  }
}

main(process.argv.slice(2)).then(console.log, (error) => {
  console.log(`::error title=cdk-org::The comment was not written. ${error.message.replaceAll('\n', ' ')}`);
  process.exitCode = 1;
});

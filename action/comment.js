// Writes the review as a comment on the pull request: node comment.js FOLDER, which holds review.md and review.json.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { refuseOtherEvents } = require('./events');
const { request } = require('./http');
const { Problem, main, report, shown } = require('./log');
const { writeOneComment } = require('./one-comment');

const {
  GITHUB_API_URL = 'https://api.github.com', GITHUB_GRAPHQL_URL = 'https://api.github.com/graphql', GITHUB_REPOSITORY, GITHUB_EVENT_PATH, INPUT_TOKEN,
} = process.env;
const headers = { authorization: `Bearer ${INPUT_TOKEN}`, accept: 'application/vnd.github+json' };

/** The login under which the token of a workflow writes. */
const WORKFLOW_TOKEN = 'github-actions[bot]';

/** Works for each kind of token; `GET /user` refuses those of apps, and so that of a workflow. */
async function loginOfToken() {
  try {
    const { data } = await request(GITHUB_GRAPHQL_URL, { method: 'POST', headers, body: { query: '{ viewer { login } }' } });
    return data?.viewer?.login ?? WORKFLOW_TOKEN;
  } catch {
    return WORKFLOW_TOKEN;
  }
}

async function host(number) {
  const login = await loginOfToken();
  const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;
  return {
    own: ({ user }) => user?.login === login,
    page: (page) => request(`${issues}/${number}/comments?per_page=100&page=${page}`, { headers }),
    create: (body) => request(`${issues}/${number}/comments`, { method: 'POST', headers, body: { body } }),
    update: (id, body) => request(`${issues}/comments/${id}`, { method: 'PATCH', headers, body: { body } }),
  };
}

async function comment(folder) {
  refuseOtherEvents();
  const { pull_request: pullRequest } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  if (!pullRequest) return console.log('This event is not about a pull request: no comment was written.');
  const [body, review] = ['review.md', 'review.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
  try {
    console.log(await writeOneComment(await host(Number(pullRequest.number)), body, JSON.parse(review)));
  } catch (error) {
    if (error.status !== 401 && error.status !== 403) {
      throw new Problem(`The comment was not written (given: ${shown(error.message)}). Run the job again, or set comment: false.`);
    }
    // A pull request from a fork gets a token that only reads.
    report('warning', `The token may not write a comment, so the review is in the job summary only (given: ${shown(error.message)}). Give the job the `
      + 'permission pull-requests: write; pull requests from forks have none.');
  }
}

main(() => comment(process.argv[2]));

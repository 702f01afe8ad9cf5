// Writes the review as a note on the merge request: node gitlab-comment.js FOLDER, which holds review.md and review.json.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { request } = require('./http');
const { Problem, main, shown } = require('./log');
const { writeOneComment } = require('./one-comment');

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, REVIEW_TOKEN } = process.env;
const headers = { 'private-token': REVIEW_TOKEN };

async function host() {
  const { id } = await request(`${CI_API_V4_URL}/user`, { headers });
  const notes = `${CI_API_V4_URL}/projects/${Number(CI_PROJECT_ID)}/merge_requests/${Number(CI_MERGE_REQUEST_IID)}/notes`;
  return {
    own: ({ author, system }) => author?.id === id && !system,
    page: (page) => request(`${notes}?per_page=100&page=${page}`, { headers }),
    create: (body) => request(notes, { method: 'POST', headers, body: { body } }),
    update: (note, body) => request(`${notes}/${note}`, { method: 'PUT', headers, body: { body } }),
  };
}

async function comment(folder) {
  if (!REVIEW_TOKEN) {
    throw new Problem('There is no token to write the note with (given: no REVIEW_TOKEN). Give the variable the environment scope of this job.');
  }
  const [body, review] = ['review.md', 'review.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
  try {
    console.log(await writeOneComment(await host(), body, JSON.parse(review)));
  } catch (error) {
    throw new Problem(`The note was not written (given: ${shown(error.message)}). Give REVIEW_TOKEN the scope "api", or run the job again.`);
  }
}

main(() => comment(process.argv[2]));

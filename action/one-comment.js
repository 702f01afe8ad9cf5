// Writes a review as the one comment on a pull request or merge request: over its own former comment, never over that of somebody else.
const { hasNote } = require('./skipped-rehearsal');

/**
 * @param host with `own(comment)`, whether the token's own user wrote it; `page(number)`, 100 comments; `create(body)`; `update(id, body)`
 */
async function writeOneComment(host, body, review) {
  // A line that readers do not see. Anyone may write it, so that it does not say who wrote the comment.
  const marker = body.slice(0, body.indexOf('\n'));
  const former = await findComment(host, marker);
  if (former) {
    await host.update(former.id, body);
    return 'The comment with the review was updated.';
  }
  if (!hasNews(body, review)) return 'Nothing changes, and there is no comment to be corrected: no comment was written.';
  await host.create(body);
  return 'A comment with the review was written.';
}

async function findComment(host, marker) {
  for (let number = 1; ; number++) {
    const comments = await host.page(number);
    const found = comments.find((comment) => comment.body?.startsWith(`${marker}\n`) && host.own(comment));
    if (found || comments.length < 100) return found;
  }
}

function hasNews(body, { counts, obstacles, rehearsal }) {
  const fails = rehearsal?.succeeded === false && rehearsal.notPossible === undefined;
  return counts.changes > 0 || obstacles.length > 0 || fails || hasNote(body);
}

module.exports = { writeOneComment };

// The sentence of a review whose rehearsal would have run unknown code.

/** GitHub takes no longer comment. */
const COMMENT_CHARACTERS = 65_536;
/** The review itself says more. */
const NAMED = 3;
const TITLE = '**The rehearsal was skipped**';

function skippedNote(folders) {
  const { length: number } = folders;
  return `> ${TITLE}: the pull request brings ${number === 1 ? 'a folder' : `${number} folders`} (${folders.slice(0, NAMED).map(({ digest }) => `\`${digest}\``).join(', ')}) with code that is neither in the base nor in `
    + 'the release of cdk-aws-organizations that compares, and a job with rights does not run it. Give the workflow the version of the pull request.';
}

/** Puts the note below the headline of a review. */
function withNote(markdown, note) {
  const end = markdown.indexOf('\n', markdown.indexOf('\n## ') + 1);
  return `${markdown.slice(0, end)}\n\n${note}${markdown.slice(end)}`.slice(0, COMMENT_CHARACTERS);
}

function hasNote(markdown) {
  return markdown.includes(`\n> ${TITLE}`);
}

module.exports = { hasNote, skippedNote, withNote };

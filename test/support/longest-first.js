const Sequencer = require('@jest/test-sequencer').default;

/** Folders and files that take longest, the longest first. jest would go by the size of the files, of which some are small. */
const LONGEST = [
  'test/proofs/crash-points/', 'test/proofs/random/', 'test/proofs/', 'test/end-to-end/', 'test/rehearsal/rehearse-change', 'test/cli/',
  'test/handler/convergence', 'test/handler/reconcile/',
];

/** Starts the tests that take longest first, so that no worker is left alone with one at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    // On a repeated run jest knows how long each file took.
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((part) => path.replaceAll('\\', '/').includes(`/${part}`));
      return place < 0 ? LONGEST.length : place;
    };
    return [...sorted].sort((one, other) => rank(one) - rank(other));
  }
};

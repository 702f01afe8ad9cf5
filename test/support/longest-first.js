const Sequencer = require('@jest/test-sequencer').default;

/** Folders and files that take longest, the longest first. jest would go by the size of the files, of which some are small. */
const LONGEST = [
  'test/proofs/crash-points/', 'test/proofs/random/', 'test/proofs/', 'test/end-to-end/', 'test/rehearsal/rehearse-change', 'test/cli/',
  'test/handler/convergence', 'test/handler/reconcile/',
];

/** Proofs that take longest by night. Those of the day before took other times. */
const LONGEST_BY_NIGHT = [
  'crash-points/readings', 'crash-points/other-types', 'crash-points/sets-and-units', 'deployment/', 'random/', 'scenarios/you-see-it-first', 'histories/',
];

/** Starts the tests that take longest first, so that no worker is left alone with one at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isNight = Number(process.env.PROOF_RUNS) >= 100;
    // On a repeated run jest knows how long each file took.
    if (!isNight && sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const longest = isNight ? LONGEST_BY_NIGHT : LONGEST;
    const rank = ({ path }) => {
      const place = longest.findIndex((part) => path.replaceAll('\\', '/').includes(`/${part}`));
      return place < 0 ? longest.length : place;
    };
    return [...sorted].sort((one, other) => rank(one) - rank(other));
  }
};

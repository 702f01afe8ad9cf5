const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check');
const { proofSeed } = require('../proofs/support/proof-runs');

/** By day each property sees the same values in every run, so that a run which passed passes again. */
fastCheck.configureGlobal({ seed: proofSeed() });

module.exports = fastCheck;

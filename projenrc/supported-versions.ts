/** The major versions of Node.js on which the package runs, lowest first. */
export const NODE_VERSIONS = ['20', '22', '24'];

/** Of the workflows that build: npm has trusted publishing from Node.js 24 on. */
export const RELEASE_NODE_VERSION = '24';

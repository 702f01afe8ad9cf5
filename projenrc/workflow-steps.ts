/** Steps that several workflows begin with. Actions are pinned by commit, with the version beside it. */
export const CHECKOUT = `- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false`;

export const setupNode = (version: string) => `- uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: ${version}
          package-manager-cache: false`;

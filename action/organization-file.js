// The place of the snapshot of the organization in the artifact of the base.
module.exports = { ORGANIZATION_FILE: '.organization-snapshot.json' };

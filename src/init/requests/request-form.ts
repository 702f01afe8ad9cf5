/** The labels of the fields of a request. GitHub writes them as headings of the issue. */
export const FIELDS = {
  name: 'Account name',
  email: 'Email address',
  unit: 'Organizational unit',
  tags: 'Tags',
} as const;

export type Field = keyof typeof FIELDS;

/** The label with which somebody who may label issues approves a request. */
export const APPROVED_LABEL = 'account-approved';

const NO_RESPONSE = '_No response_';

/** The text of `.github/ISSUE_TEMPLATE/account-request.yml`. */
export const ISSUE_FORM = `name: Account request
description: Ask for a new AWS account. A pull request adds it once somebody has approved the request.
title: 'Account request'
labels: [account-request]
body:
  - type: input
    id: name
    attributes:
      label: ${FIELDS.name}
      description: Up to 50 letters, digits, spaces, dots, hyphens and underscores.
      placeholder: shop-test
    validations: { required: true }
  - type: input
    id: email
    attributes:
      label: ${FIELDS.email}
      description: An address of the root user that no other AWS account has.
      placeholder: aws+shop-test@example.com
    validations: { required: true }
  - type: input
    id: unit
    attributes:
      label: ${FIELDS.unit}
      description: Its path, as in Workloads/Test, or the ID of its row.
    validations: { required: true }
  - type: textarea
    id: tags
    attributes:
      label: ${FIELDS.tags}
      description: One on each line, as in cost-center=1234.
`;

/**
 * The values of an issue that the form wrote. What is not under one of the headings is left out. If a heading is repeated, both texts
 * count, so that the check of the value refuses it.
 */
export function fieldsOfIssue(body: string): Readonly<Record<Field, string>> {
  const names = new Map(Object.entries(FIELDS).map(([field, label]) => [label as string, field as Field]));
  const found: Record<Field, string[]> = { name: [], email: [], unit: [], tags: [] };
  let field: Field | undefined;
  for (const line of body.split(/\r?\n/)) {
    const heading = /^### (.*)$/.exec(line);
    if (heading !== null) field = names.get(heading[1].trim());
    else if (field !== undefined && line.trim() !== NO_RESPONSE) found[field].push(line);
  }
  return Object.fromEntries(Object.entries(found).map(([key, lines]) => [key, lines.join('\n').trim()])) as Record<Field, string>;
}

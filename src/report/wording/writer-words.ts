import { numberText } from './phrase';
import type { Writer, WriterNote } from '../../model';

const NAMES: Readonly<Record<Writer, string>> = {
  controlTower: 'AWS Control Tower',
  landingZoneAccelerator: 'Landing Zone Accelerator on AWS',
  terraform: 'Terraform',
  cloudFormation: 'a stack of AWS CloudFormation',
  stackSets: 'AWS CloudFormation StackSets',
};

/** The advice where two write the same resource. */
const ADVICE: Readonly<Record<Writer, string>> = {
  controlTower: 'Change it in AWS Control Tower, which reports drift otherwise.',
  landingZoneAccelerator: 'Take it out of one of the two: each run of its pipeline writes its own configuration.',
  terraform: 'Take it out of one of the two: each apply reverts what the other one wrote.',
  cloudFormation: 'Take it out of one of the two stacks, with the deletion policy Retain.',
  stackSets: 'Stack instances follow accounts that move between organizational units.',
};

export const OTHER_WRITERS_TITLE = 'Others write these resources too';

const NAMED = 5;

export function writerName(writer: Writer): string {
  return NAMES[writer];
}

/** `AWS Control Tower: aws-guardrails-AbCd, aws-guardrails-EfGh. Change it …` The names are not escaped. */
export function writerSentence({ writer, subjects }: WriterNote): string {
  const name = NAMES[writer].replace(/^a /, 'A ');
  if (subjects.length === 0) return `${name}, by trusted access. ${ADVICE[writer]}`;
  const more = subjects.length > NAMED ? ` and ${numberText(subjects.length - NAMED)} more` : '';
  return `${name}: ${subjects.slice(0, NAMED).join(', ')}${more}. ${ADVICE[writer]}`;
}

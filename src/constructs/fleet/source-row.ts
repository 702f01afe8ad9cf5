import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { noteRow } from '../synthesis/row-place';
import { problem } from '../validation/rule';

/** As long as a review shows it. */
const LONGEST_FILE = 500;

/**
 * The place of a row: a line of a file.
 *
 * @experimental
 */
export interface SourceRowPlace {
  /** The file, as a reader of the repository names it: `data/accounts.json`. Up to 500 characters. */
  readonly file: string;
  /** The number of the line, from 1. */
  readonly line: number;
}

/**
 * Names the row of a data file that describes an account or an organizational unit, for apps that create them from files of their own.
 * Messages at synthesis and reviews then say the file and the line. `AccountFleet` does so for its rows. No template has the place: a row
 * that changes its line deploys nothing.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/constructs.html
 *
 * @experimental
 * @example
 * declare const account: Account;
 *
 * SourceRow.note(account, { file: 'data/accounts.json', line: 12 });
 */
export class SourceRow {
  /**
   * Notes the row of a construct. Without a resource, as after `fromOrganizationalUnitAttributes`, only messages name it.
   * @param construct an account or an organizational unit
   * @throws an error if the file has no name or too long a one, or if the line is not a whole number from 1
   */
  public static note(construct: IConstruct, place: SourceRowPlace): void {
    const { file, line } = place;
    if (file === '' || file.length > LONGEST_FILE || !Number.isSafeInteger(line) || line < 1) {
      throw new Error(problem({
        wrong: `[${construct.node.path}] A row has a file of 1 to ${LONGEST_FILE} characters and a line from 1`,
        given: `${file}:${line}`,
        remedy: 'Give the file as the repository names it, and the number of its line',
      }));
    }
    const { defaultChild } = construct.node;
    noteRow(construct, CfnResource.isCfnResource(defaultChild) ? defaultChild : undefined, { file, line });
  }

  private constructor() {}
}

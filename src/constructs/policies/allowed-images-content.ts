import { problem, Rule } from '../validation';
import type { AllowedImageCriterion, AllowedImages } from './allowed-images';
import { countProblems, itemProblems } from './list-rules';
import { block, PolicyTree, setting } from './policy-tree';

export function allowedImagesBlock({ state, criteria }: AllowedImages): PolicyTree | undefined {
  return block({
    state: setting(state),
    image_criteria: criteria && block(Object.fromEntries(criteria.map((criterion, index) => [`criteria_${index + 1}`, criterionBlock(criterion)]))),
  });
}

function criterionBlock(criterion: AllowedImageCriterion): PolicyTree | undefined {
  return block({
    allowed_image_providers: setting(criterion.imageProviders),
    image_names: setting(criterion.imageNames),
    marketplace_product_codes: setting(criterion.marketplaceProductCodes),
    creation_date_condition: block({ maximum_days_since_created: setting(criterion.maximumDaysSinceCreated) }),
    deprecation_time_condition: block({ maximum_days_since_deprecated: setting(criterion.maximumDaysSinceDeprecated) }),
  });
}

/** Source: AWS Organizations User Guide, "EC2 policy syntax and examples". */
export function allowedImagesProblems({ criteria }: AllowedImages): string[] {
  return [
    ...countProblems('criterion for images', criteria, 10),
    ...(criteria ?? []).flatMap((criterion) => [
      ...(criterionBlock(criterion) ? [] : [problem({ wrong: 'A criterion for images names nothing', given: '{}', remedy: 'Name providers, names, product codes or an age' })]),
      ...itemProblems(criterion.imageProviders, PROVIDER_RULES),
      ...itemProblems(criterion.imageNames, NAME_RULES),
      ...itemProblems(criterion.marketplaceProductCodes, PRODUCT_CODE_RULES),
      ...[criterion.maximumDaysSinceCreated, criterion.maximumDaysSinceDeprecated].flatMap(dayProblems),
    ]),
  ];
}

const MOST_DAYS = 2_147_483_647;

function dayProblems(days: number | undefined): string[] {
  if (days === undefined || (Number.isInteger(days) && days >= 0 && days <= MOST_DAYS)) return [];
  return [problem({ wrong: 'An age of images is not a number of days', given: days, remedy: `Give a whole number from 0 to ${MOST_DAYS}` })];
}

const PROVIDER_RULES: readonly Rule<string>[] = [{
  broken: (provider) => !/^(\d{12}|amazon|aws_marketplace|aws_backup_vault)$/.test(provider),
  mistake: (given) => ({
    wrong: 'This is not a provider of images', given, remedy: 'Give the id of an account, amazon, aws_marketplace or aws_backup_vault',
  }),
}];

const NAME_RULES: readonly Rule<string>[] = [{
  broken: (name) => name.length < (name.includes('?') ? 3 : 1) || name.length > 128,
  mistake: (given) => ({ wrong: 'This is not a name of images', given, remedy: 'Use 1 to 128 characters, with ? at least 3' }),
}];

const PRODUCT_CODE_RULES: readonly Rule<string>[] = [{
  broken: (code) => !/^[A-Za-z0-9]{1,25}$/.test(code),
  mistake: (given) => ({ wrong: 'This is not a product code of AWS Marketplace', given, remedy: 'Use 1 to 25 letters and digits' }),
}];

import type { AllowedImageCriterion, AllowedImages, ImageWatermark } from './allowed-images';
import { brokenRules, problem, Rule } from '../../validation';
import { countProblems, itemProblems } from '../management/list-rules';
import { block, itemsOf, PolicyTree, setting } from '../management/policy-tree';

export function allowedImagesBlock({ state, criteria }: AllowedImages): PolicyTree | undefined {
  return block({
    state: setting(state),
    image_criteria: numberedBlocks('criteria', criteria, criterionBlock),
  });
}

/** Blocks under numbered keys, such as `criteria_1`, as the policy syntax requires. */
function numberedBlocks<Item>(
  name: string, items: readonly Item[] | undefined, blockOf: (item: Item) => PolicyTree | undefined,
): PolicyTree | undefined {
  return items && block(Object.fromEntries(items.map((item, index) => [`${name}_${index + 1}`, blockOf(item)])));
}

function criterionBlock(criterion: AllowedImageCriterion): PolicyTree | undefined {
  return block({
    allowed_image_providers: setting(criterion.imageProviders),
    image_names: setting(criterion.imageNames),
    marketplace_product_codes: setting(criterion.marketplaceProductCodes),
    creation_date_condition: block({ maximum_days_since_created: setting(criterion.maximumDaysSinceCreated) }),
    deprecation_time_condition: block({ maximum_days_since_deprecated: setting(criterion.maximumDaysSinceDeprecated) }),
    image_watermarks: numberedBlocks('image_watermark', criterion.imageWatermarks, watermarkBlock),
  });
}

function watermarkBlock(watermark: ImageWatermark): PolicyTree | undefined {
  return block({
    watermark_key: setting(watermark.watermarkKey),
    source_image_region: setting(watermark.sourceImageRegion),
    maximum_days_since_source_image_created: setting(watermark.maximumDaysSinceSourceImageCreated),
    maximum_days_since_watermark_created: setting(watermark.maximumDaysSinceWatermarkCreated),
  });
}

/** Source: AWS Organizations User Guide, "EC2 policy syntax and examples". */
export function allowedImagesProblems({ criteria }: AllowedImages): string[] {
  return [
    ...countProblems('criterion for images', criteria, 10),
    ...(criteria ?? []).flatMap(criterionProblems),
  ];
}

function criterionProblems(criterion: AllowedImageCriterion): string[] {
  return [
    ...(criterionBlock(criterion) ? [] : [problem({
      wrong: 'A criterion for images is empty', given: '{}', remedy: 'Give providers, names, product codes, an age or watermarks',
    })]),
    ...itemProblems(criterion.imageProviders, PROVIDER_RULES),
    ...countProblems('provider of images', itemsOf(criterion.imageProviders), 200),
    ...itemProblems(criterion.imageNames, NAME_RULES),
    ...countProblems('name of images', itemsOf(criterion.imageNames), 50),
    ...itemProblems(criterion.marketplaceProductCodes, PRODUCT_CODE_RULES),
    ...countProblems('product code of AWS Marketplace', itemsOf(criterion.marketplaceProductCodes), 50),
    ...[criterion.maximumDaysSinceCreated, criterion.maximumDaysSinceDeprecated].flatMap(dayProblems),
    ...countProblems('watermark of images', criterion.imageWatermarks, 50),
    ...(criterion.imageWatermarks ?? []).flatMap(watermarkProblems),
  ];
}

function watermarkProblems(watermark: ImageWatermark): string[] {
  return [
    ...brokenRules(watermark.watermarkKey, WATERMARK_RULES),
    ...brokenRules(watermark.sourceImageRegion, SOURCE_REGION_RULES),
    ...[watermark.maximumDaysSinceSourceImageCreated, watermark.maximumDaysSinceWatermarkCreated].flatMap(dayProblems),
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
    wrong: 'This is not a provider of images', given, remedy: 'Give an account ID, amazon, aws_marketplace or aws_backup_vault',
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

const WATERMARK_RULES: readonly Rule<string>[] = [{
  broken: (key) => !/^[\d*?]{1,12}:[A-Za-z0-9 ()[\]./'@_*?-]{3,128}$/.test(key) || !/^(\d{12}|.*[*?].*):/.test(key),
  mistake: (given) => ({
    wrong: 'This is not the key of a watermark of images',
    given,
    remedy: 'Write <account ID>:<name>, the name with 3 to 128 letters, digits, spaces and characters of ( ) [ ] . / - \' @ _; * and ? are wildcards',
  }),
}];

const SOURCE_REGION_RULES: readonly Rule<string>[] = [{
  broken: (region) => !/^[a-z0-9*?-]+$/.test(region),
  mistake: (given) => ({
    wrong: 'This is not the Region of a watermark', given, remedy: 'Give the code of a Region, such as eu-west-1; * and ? are wildcards',
  }),
}];

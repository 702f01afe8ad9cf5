import { like, list, named, settings, text } from './schema';

/** Earlier editions of the page have `*` in place of `ALL_SUPPORTED`. No pattern represents all services. */
const RESOURCE_TYPES = list(like(/^[a-z0-9-]+:(?:\*|[A-Za-z0-9/_-]+)$/, 'a type of resources, such as "ec2:instance" or "ec2:ALL_SUPPORTED"'));

const VALUES = list(like(/^[^*]*\*?[^*]*$/, 'a value with one * at most'));

/** Source: AWS Organizations User Guide, "Tag policy syntax and examples". */
export const TAG_SCHEMA = named(settings({
  tag_key: text(), tag_value: VALUES, enforced_for: RESOURCE_TYPES, report_required_tag_for: RESOURCE_TYPES,
}));

import type { ResourceColumns } from './resource-columns';
import { literals } from './sql';
import { ROLE_MEMBERS } from '../call-of-record';
import { TAG_MEMBERS } from '../record/request-tags';
import { membersOfKeys } from '../record/service-keys';
import type { PolicyTexts } from '../replay/policy-texts';
import { NAME_MEMBERS } from '../resource/names-in-parameters';
import { membersOfServices } from '../resource/names-of-services';

/** Members that are read for their own sake: names of buckets, sources of copies, providers of identities. */
const FURTHER = ['bucketName', 'x-amz-copy-source', 'principalArn', 'providerId'];

/** The parameters of a request by name; null for what is no object of JSON. */
export const PARAMETERS = 'TRY(CAST(json_parse(requestparameters) AS map(varchar, json)))';

/** Columns for the members of a request that a decision can hang on. */
export function parameterColumns(policies: PolicyTexts, resources: ResourceColumns): string[] {
  const hasTags = policies.names('aws:RequestTag/') || policies.names('aws:TagKeys');
  const named = [...membersOfKeys()].filter(([key]) => policies.names(key)).flatMap(([, names]) => names);
  const services = membersOfServices().filter((name) => name !== 'logStreamName' || resources.touches('logs'));
  const members = [...new Set([...FURTHER, ...ROLE_MEMBERS, ...NAME_MEMBERS, ...services, ...named, ...hasTags ? TAG_MEMBERS : []])].sort();
  return [
    'IF(members IS NULL, requestparameters)',
    `json_format(CAST(map_filter(members, (name, value) -> name IN (${literals(members)})) AS json))`,
    // Whether it is a text.
    'json_format(element_at(members, \'versionId\')) LIKE \'"_%"\'',
    'regexp_extract_all(json_format(element_at(members, \'tagSpecificationSet\')), \'"resourceType":"([^"]*)"\', 1)',
  ];
}

import { type DocumentedPage, final, is } from './example';
import { AiService, AiServicesOptOutPolicy, type AiServicesOptOutPolicyProps, ChildControl } from '../../../../src';

const services = (props: AiServicesOptOutPolicyProps): DocumentedPage['examples'][number]['build'] =>
  (stack) => new AiServicesOptOutPolicy(stack, 'Policy', props);

const BLOCK_AS_WELL = 'Child control of a final service stands at its block as well; the block has no other setting that it could keep out.';

export const AI_SERVICES_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_ai-opt-out_syntax',
  type: 'AISERVICES_OPT_OUT_POLICY',
  shows: 6,
  examples: [{
    name: 'basic syntax',
    document: { services: { polly: { opt_out_policy: is('optOut') }, translate: { opt_out_policy: is('optIn') } } },
    build: services({ optOut: [AiService.POLLY], optIn: [AiService.TRANSLATE] }),
  }, {
    name: 'basic syntax, defaults and one final service',
    document: {
      services: {
        default: { opt_out_policy: is('optOut') },
        textract: { opt_out_policy: { ...is('optOut'), ...final } },
        translate: { opt_out_policy: is('optIn') },
      },
    },
    build: services({ optOut: [AiService.ALL, AiService.TEXTRACT], optIn: [AiService.TRANSLATE], finalServices: [AiService.TEXTRACT] }),
    built: {
      document: {
        services: {
          default: { opt_out_policy: is('optOut') },
          textract: { ...final, opt_out_policy: { ...is('optOut'), ...final } },
          translate: { opt_out_policy: is('optIn') },
        },
      },
      reason: BLOCK_AS_WELL,
    },
  }, {
    name: 'Example 1',
    document: { services: { ...final, default: { ...final, opt_out_policy: { ...is('optOut'), ...final } } } },
    build: services({ optOut: [AiService.ALL], childControl: ChildControl.NONE }),
  }, {
    name: 'Example 2, parent policy',
    document: { services: { default: { ...final, opt_out_policy: { ...is('optOut'), ...final } } } },
    build: services({ optOut: [AiService.ALL], finalServices: [AiService.ALL] }),
  }, {
    name: 'Example 2, child policy',
    document: { services: { translate: { opt_out_policy: is('optIn') } } },
    build: services({ optIn: [AiService.TRANSLATE] }),
  }, {
    name: 'Example 3',
    document: { services: { textract: { opt_out_policy: { ...is('optOut'), ...final } } } },
    build: services({ optOut: [AiService.TEXTRACT], finalServices: [AiService.TEXTRACT] }),
    built: { document: { services: { textract: { ...final, opt_out_policy: { ...is('optOut'), ...final } } } }, reason: BLOCK_AS_WELL },
  }],
};

/**
 * Services with an opt-out, and `default` for all others.
 * Source: AWS Organizations User Guide, "AI services opt-out policy syntax and examples".
 */
export const AI_SERVICES: readonly string[] = [
  'aidevops', 'aiops', 'awssupplychain', 'biodiscovery', 'chimesdkvoiceanalytics', 'cloudwatch', 'codeguruprofiler', 'codewhisperer',
  'comprehend', 'config', 'connect', 'connectamd', 'connectdecision', 'connecthealth::operations', 'connecthealth::training',
  'connectoptimization', 'connecttalent', 'contactlens', 'datazone', 'default', 'dms', 'entityresolution', 'finopsagent',
  'frauddetector', 'glue', 'guardduty', 'lex', 'polly', 'q', 'quicksightq', 'rekognition', 'scenariodiscovery', 'securityhub',
  'securitylake', 'textract', 'transcribe', 'transform', 'translate', 'workspaces',
];

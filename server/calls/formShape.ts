import { InputType } from 'type-graphql';
import { Choice, Choices, Count, enumOf, Flag, Json, Quantity, Text, Texts, Value } from '../kernel/fields.ts';

export const solutionKind = enumOf('SolutionKind', ['SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION'], 'What is offered');

export const formFieldKind = enumOf(
  'FormFieldKind',
  ['TEXT', 'LONG_TEXT', 'NUMBER', 'CHOICE', 'CHOICES', 'DAY', 'YES_NO', 'FILE', 'SOLUTION'],
  'How a field of a form is answered; SOLUTION is a field of the solution itself, named by the key',
);
export const eligibilityCheck = enumOf(
  'EligibilityCheck',
  [
    'REGISTERED_BEFORE',
    'OPERATING_MONTHS',
    'PROVIDER_KIND',
    'DISTRICT',
    'CERTIFICATES',
    'STAFF_AT_LEAST',
    'CASES_AT_LEAST',
    'CREDIT_STANDING',
    'STATEMENT',
  ],
  'How it is seen whether an applicant may file; CREDIT_STANDING and STATEMENT are declared, the others are checked by the server',
);
export const formFaultCode = enumOf(
  'FormFaultCode',
  [
    'MISSING',
    'UNKNOWN_FIELD',
    'NOT_ASKED',
    'TWICE',
    'ONE_ONLY',
    'TOO_SHORT',
    'TOO_LONG',
    'NOT_A_NUMBER',
    'TOO_FINE',
    'TOO_SMALL',
    'TOO_LARGE',
    'NOT_AN_OPTION',
    'TOO_FEW',
    'TOO_MANY',
    'NOT_A_DAY',
    'NOT_YES_OR_NO',
    'FILE_UNKNOWN',
    'FILE_FORMAT',
    'FILE_TOO_LARGE',
    'NOT_MET',
    'NOT_KNOWN',
    'NOT_DECLARED',
  ],
  'What is wrong with one answer of a form',
);

@Value('One of the answers that a field offers')
@InputType('FormOptionInput', { description: 'One of the answers that a field offers' })
export class FormOption {
  @Text({ about: 'Code, unique in the field; it is what is kept', max: 40 }) code!: string;
  @Text({ about: 'Name in Chinese', max: 100 }) label!: string;
  @Text({ about: 'Name in English', max: 150, optional: true }) labelEn?: string | null;
}

@Value('One field of the form of a call')
@InputType('FormFieldInput', { description: 'One field of the form of a call' })
export class FormField {
  @Text({ about: 'Key, unique in the form; an answer is kept under it, and a later call that uses it again finds it', max: 40 })
  key!: string;
  @Text({ about: 'Label in Chinese', max: 100 }) label!: string;
  @Text({ about: 'Label in English', max: 150, optional: true }) labelEn?: string | null;
  @Text({ about: 'Help in Chinese', max: 500, optional: true }) help?: string | null;
  @Text({ about: 'Help in English', max: 500, optional: true }) helpEn?: string | null;
  @Choice(formFieldKind, { about: 'How it is answered' }) kind!: string;
  @Text({ about: 'Unit of a number', max: 20, optional: true }) unit?: string | null;
  @Quantity({ about: 'Least: of a number its value, of a text its characters, of choices and files how many', optional: true }) min?:
    | string
    | null;
  @Quantity({ about: 'Most: of a number its value, of a text its characters, of choices and files how many', optional: true }) max?:
    | string
    | null;
  @Count({ about: 'Most digits after the point of a number; four when left out', max: 4, optional: true }) digits?: number | null;
  @Json(() => FormOption, { about: 'What CHOICE and CHOICES offer', list: true, optional: true }) options?: FormOption[] | null;
  @Choices(solutionKind, { about: 'Kinds of product that are asked; empty or left out asks all', optional: true }) kinds?: string[] | null;
  @Flag({ about: 'Whether all who are asked must answer' }) required!: boolean;
  @Choices(solutionKind, { about: 'Kinds of product that must answer although others need not', optional: true }) requiredKinds?:
    | string[]
    | null;
  @Flag({ about: 'Whether a later call may begin with the answer given here' }) reusable!: boolean;
  @Flag({ about: 'Whether it is a key field: shown first to those who judge, and its later changes wait for approval' }) keyField!: boolean;
}

@Value('Files that a call wants')
@InputType('RequiredFileInput', { description: 'Files that a call wants' })
export class RequiredFile {
  @Text({ about: 'Key, unique in the form, such as licence', max: 40 }) key!: string;
  @Text({ about: 'Label in Chinese', max: 100 }) label!: string;
  @Text({ about: 'Label in English', max: 150, optional: true }) labelEn?: string | null;
  @Text({ about: 'Help in Chinese', max: 500, optional: true }) help?: string | null;
  @Text({ about: 'Help in English', max: 500, optional: true }) helpEn?: string | null;
  @Choices(solutionKind, { about: 'Kinds of product that are asked; empty or left out asks all', optional: true }) kinds?: string[] | null;
  @Flag({ about: 'Whether at least one is needed' }) required!: boolean;
  @Texts({ about: 'Endings of names that are taken, such as pdf; empty takes whatever the product takes', max: 10, most: 20 })
  formats!: string[];
  @Count({
    about: 'Largest size of one file, megabytes of 1,048,576 bytes; whatever the product takes when left out',
    min: 1,
    max: 1024,
    optional: true,
  })
  maxMb?: number | null;
  @Count({ about: 'Most files', min: 1, max: 30 }) maxCount!: number;
}

@Value('What an applicant must be, to file in a call')
@InputType('EligibilityRuleInput', { description: 'What an applicant must be, to file in a call' })
export class EligibilityRule {
  @Text({ about: 'Key, unique in the form; a declaration is kept under it', max: 40 }) key!: string;
  @Text({ about: 'The condition in Chinese, as it is announced', max: 500 }) label!: string;
  @Text({ about: 'The condition in English', max: 500, optional: true }) labelEn?: string | null;
  @Choice(eligibilityCheck, { about: 'How it is seen' }) check!: string;
  @Text({
    about: 'What is compared: a day for REGISTERED_BEFORE, a whole number for OPERATING_MONTHS, STAFF_AT_LEAST and CASES_AT_LEAST',
    max: 40,
    optional: true,
  })
  value?: string | null;
  @Texts({ about: 'What is compared: kinds of provider, codes of districts, or names of certificates', max: 60, most: 50 })
  values!: string[];
}

/** What a call asks of those who file. Keys are unique among fields, files and conditions together. */
@Value('What a call asks of those who file')
@InputType('CallFormInput', { description: 'What a call asks of those who file' })
export class CallForm {
  @Json(() => FormField, { about: 'Fields, in the order of the form', list: true }) fields!: FormField[];
  @Json(() => RequiredFile, { about: 'Files, in the order of the form', list: true }) files!: RequiredFile[];
  @Json(() => EligibilityRule, { about: 'Conditions, in the order they are announced', list: true }) eligibility!: EligibilityRule[];
}

@Value('An answer to a field of the form, or a declaration of a condition')
@InputType('FormAnswerInput', { description: 'An answer to a field of the form, or a declaration of a condition' })
export class FormAnswer {
  @Text({ about: 'Key of the field or the condition', max: 40 }) key!: string;
  @Texts({
    about:
      'The answer as text: one value, several for CHOICES; a number with a point, a day as 2026-03-01, true or false for YES_NO and declarations',
    max: 20_000,
    most: 100,
  })
  values!: string[];
}

@Value('What is wrong with one answer of a form')
export class FormFault {
  @Text({ about: 'Key of the field, the file or the condition', max: 40 }) key!: string;
  @Choice(formFaultCode, { about: 'What is wrong' }) code!: string;
  @Text({ about: 'The bound that it breaks', optional: true }) limit?: string | null;
}

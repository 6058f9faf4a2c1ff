import { Arg, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { type Role, roles } from '../../../schema/roles.ts';
import { enumOf } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { fieldsSeenBy, operationsOf, rulesOf, verbs } from './sheet.ts';

const comparison = enumOf('PolicyComparison', ['OWN', 'ONE_OF', 'REACHED', 'AHEAD', 'EMPTY'], 'How a rule compares a column');
const verb = enumOf(
  'PolicyVerb',
  verbs.map(name => name.toUpperCase()),
  'What a rule lets one do with a record',
);
const sight = enumOf('PolicySight', ['CLEAR', 'MASKED', 'WITHHELD'], 'How a field is seen');

@ObjectType({ description: 'A condition that a row must meet' })
class PolicyCondition {
  @Field(() => String, { description: 'The column' }) column!: string;
  @Field(() => comparison.type, { description: 'How it is compared: with what is the actor’s own, with values, with the clock' })
  is!: string;
  @Field(() => [String], { description: 'The values; for OWN whose they are, such as `own district`' }) values!: string[];
}

@ObjectType({ description: 'Conditions that all hold; none of them is every row' })
class PolicyAlternative {
  @Field(() => [PolicyCondition], { description: 'The conditions' }) conditions!: PolicyCondition[];
}

@ObjectType({ description: 'What a role may do with which rows of a type' })
class PolicyRule {
  @Field(() => String, { description: 'The type' }) type!: string;
  @Field(() => verb.type, { description: 'What may be done' }) verb!: string;
  @Field(() => Boolean, { description: 'Whether it is for those only who manage the accounts of their organisation' })
  managersOnly!: boolean;
  @Field(() => [PolicyAlternative], { description: 'Which rows: one of these holds' }) alternatives!: PolicyAlternative[];
}

@ObjectType({ description: 'How a role sees a field that not every reader sees' })
class PolicyField {
  @Field(() => String, { description: 'The type' }) type!: string;
  @Field(() => String, { description: 'The field' }) field!: string;
  @Field(() => sight.type, { description: 'How it is seen' }) sight!: string;
}

@ObjectType({ description: 'What a role may do: from the policy that is in force, not about it' })
class RolePolicy {
  @Field(() => roleEnum.type, { description: 'The role' }) role!: string;
  @Field(() => [PolicyRule], { description: 'Records' }) rules!: PolicyRule[];
  @Field(() => [PolicyField], { description: 'Fields that not every reader sees' }) fields!: PolicyField[];
  @Field(() => [String], { description: 'Operations that no rule of a type covers' }) operations!: string[];
}

@Resolver()
export class RightsResolver {
  @Query(() => [RolePolicy], { description: 'Who may do what, from the policy in force' })
  policy(
    @Arg('role', () => roleEnum.type, { nullable: true, description: 'Of one role; of all when left out' }) role: Role | undefined,
  ): RolePolicy[] {
    return roles
      .filter(each => role === undefined || role === null || each === role)
      .map(each => ({
        role: each,
        rules: rulesOf(each).map(rule => ({ ...rule, verb: rule.verb.toUpperCase() })),
        fields: fieldsSeenBy(each).map(field => ({ ...field, sight: field.sight.toUpperCase() })),
        operations: operationsOf(each),
      }));
  }
}

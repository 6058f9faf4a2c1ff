import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CatalogueAsk = graphql(`
  query Catalogue($filter: OfferingFilter, $search: String, $sort: [OfferingSort!], $offset: Int!) {
    offerings(filter: $filter, search: $search, sort: $sort, first: 24, offset: $offset) {
      totalCount
      nodes {
        id name kind mainScenario painPoint providerName freeDays excluded { name price } startWithinDays priceAfter seats seatsLeft
      }
    }
  }
`);
export type Card = ResultOf<typeof CatalogueAsk>['offerings']['nodes'][number];

export const FacetsAsk = graphql(`
  query CatalogueFacets($choice: CatalogueChoice, $search: String) { catalogueFacets(choice: $choice, search: $search) { facet value count } }
`);

export const CompareAsk = graphql(`
  query CompareOfferings($ids: [ID!]!) {
    offerings(filter: { id: $ids, current: true }, first: 4) {
      nodes {
        id name kind mainScenario scenarios divisions painPoint providerName freeDays included excluded { name price }
        startWithinDays priceAfter exitTerms seats seatsLeft listNumber validTo
      }
    }
  }
`);
export type Compared = ResultOf<typeof CompareAsk>['offerings']['nodes'][number];

export const OfferingAsk = graphql(`
  query PublicOffering($id: ID!) {
    offering(id: $id) {
      id name kind mainScenario scenarios divisions painPoint providerName freeDays included excluded { name price }
      startWithinDays priceAfter exitTerms seats seatsLeft listNumber listId validTo
    }
  }
`);

export const ListsAsk = graphql(`
  query PublicLists($offset: Int!) {
    serviceLists(sort: [{ field: NUMBER, direction: DESC }], first: 20, offset: $offset) {
      totalCount
      nodes { id number title publishedAt validFrom validTo hash }
    }
  }
`);

export const ListAsk = graphql(`
  query PublicList($id: ID!) {
    serviceList(id: $id) {
      id number title publishedAt validFrom validTo hash
      entries { no offeringId product provider uscc kind mainScenario freeDays seats startWithinDays priceAfter validTo }
    }
  }
`);
export type PublishedList = NonNullable<ResultOf<typeof ListAsk>['serviceList']>;

export const NoticesAsk = graphql(`
  query PublicNotices($offset: Int!) {
    notices(sort: [{ field: FIRST_DAY, direction: DESC }], first: 20, offset: $offset) {
      totalCount
      nodes { id number title state firstDay lastDay workingDays }
    }
  }
`);

export const NoticeAsk = graphql(`
  query PublicNotice($id: ID!) {
    notice(id: $id) {
      id number title state basis howToObject firstDay lastDay workingDays endsAt
      file { id name sha256 size }
      entries { id place product provider kind scenario standing terms { uscc divisions freeDays seats startWithinDays priceAfter cases } }
    }
    objections(filter: { noticeId: [$id] }, first: 50) { nodes { id state answer answeredAt entry { id product } } }
  }
`);
export type StandingNotice = NonNullable<ResultOf<typeof NoticeAsk>['notice']>;

/** What one may object to now. */
export const StandingAsk = graphql(`
  query StandingEntries {
    notices(filter: { state: [PUBLISHED] }, first: 20) { nodes { id title lastDay endsAt entries { id place product provider standing } } }
  }
`);

export const FileObjectionAsk = graphql(`
  mutation FileObjection($input: ObjectionInput!) { fileObjection(input: $input) { receiptNumber secret filedAt acceptDueDay dueDay } }
`);
export type Receipt = ResultOf<typeof FileObjectionAsk>['fileObjection'];

export const ProgressAsk = graphql(`
  query ObjectionProgress($receiptNumber: String!, $secret: String!) {
    objectionProgress(receiptNumber: $receiptNumber, secret: $secret) {
      id receiptNumber state filedAt acceptDueDay dueDay answer answeredAt notice place product
    }
  }
`);
export type Progress = NonNullable<ResultOf<typeof ProgressAsk>['objectionProgress']>;

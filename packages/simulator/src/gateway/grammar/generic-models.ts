/** Content models of the generic and reading functions (Appendix A "Reads & generic", reference 3.4 for query). */
export const genericFunctions: Readonly<Record<string, string>> = {
  read: 'ALL{object, keys, fields?, returnFormat?, docparid?}',
  readByName: 'ALL{object, keys, fields?, returnFormat?, docparid?}',
  readByQuery: 'ALL{object, query, pagesize?, fields?, returnFormat?, docparid?}',
  readMore: '(object | view | reportId | resultId)',
  readRelated: 'ALL{object, keys, relation, fields?, returnFormat?}',
  readView: 'ALL{view, pagesize?, returnFormat?, filters?}',
  readReport:
    'ALL{report, pagesize?, returnFormat?, arguments?, waitTime?, listSeparator?}, @returnDef?, @type?, @libraryReport?',
  query: 'ALL{object, select, docparid?, pagesize?, offset?, orderby?, options?, filter?}',
  lookup: 'ALL{object, docparid?}',
  inspect: '(object | name), @detail?',
  delete: 'ALL{object, keys}',
  get: 'fields?, @object, @key, @externalkey?=false',
  get_list:
    'filter?, sorts?, fields?, additional_parameters?, @object, @start?, @maxitems?, @showprivate?=false',
  getAPISession: '(locationid)?',
  get_companyprefs: '@application',
  get_applications: '',
  getFinancialSetup: '',
  readEntityDetails: '',
  getDimensions: '',
  readUserFormatting: '(key | userId)',
  getAuditTrail: 'ALL{object, recordNo?, objectKey?}',
}

/** Elements inside them; `function/…/name`, the longest match decides. */
export const genericElements: Readonly<Record<string, string>> = {
  'query/select': '(field | count | avg | min | max | sum)+',
  'query/orderby': 'order+',
  'query/orderby/order': 'field, (ascending | descending)?',
  'query/options': 'caseinsensitive?, showprivate?, returnformat?',
  'get_list/filter': '(logical+ | expression+)',
  'get_list/sorts': 'sortfield+',
  'get_list/fields': 'field*',
  'get/fields': 'field*',
}

/** Functions whose children are objects with elements in any order, 1 to 100 of them. */
export const objectFunctions: ReadonlySet<string> = new Set(['create', 'update'])

/** Functions that hold one free element: `<retrievepdf><ARINVOICE>…`. */
export const freeFunctions: ReadonlySet<string> = new Set([
  'retrievepdf',
  'getDimensionRelationships',
  'getDimensionRestrictions',
  'getUserPermissions',
])

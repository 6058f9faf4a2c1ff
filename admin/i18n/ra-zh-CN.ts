import type { TranslationMessages } from 'react-admin';

/** What react-admin itself says, in Chinese and whole: a word it adds that is missing here does not compile. */
export const raZhCN: TranslationMessages = {
  ra: {
    action: {
      add_filter: '添加筛选', add: '添加', back: '返回', bulk_actions: '已选 %{smart_count} 项', cancel: '取消', clear_array_input: '清空列表', clear_input_value: '清除内容',
      clone: '复制', confirm: '确定', create: '新建', create_item: '新建 %{item}', delete: '删除', edit: '编辑', export: '导出', list: '列表', refresh: '刷新', remove_filter: '移除此条件',
      remove_all_filters: '清除全部条件', remove: '移除', reset: '重置', save: '保存', search: '搜索', search_columns: '搜索列', select_all: '全选', select_all_button: '选择全部',
      select_row: '选择此行', show: '查看', sort: '排序', undo: '撤销', unselect: '取消选择', expand: '展开', close: '关闭', open_menu: '打开菜单', close_menu: '收起菜单', update: '更新',
      move_up: '上移', move_down: '下移', open: '打开', toggle_theme: '切换深浅色', select_columns: '列', update_application: '载入新版本',
    },
    boolean: { true: '是', false: '否', null: ' ' },
    page: {
      create: '新建%{name}', dashboard: '首页', edit: '%{name} %{recordRepresentation}', error: '出了点问题', list: '%{name}', loading: '正在载入', not_found: '找不到页面',
      show: '%{name} %{recordRepresentation}', empty: '还没有%{name}。', invite: '现在新建一个?', access_denied: '无权访问', authentication_error: '登录出错',
    },
    input: {
      file: { upload_several: '把文件拖到这里,或点击选择。', upload_single: '把文件拖到这里,或点击选择。' },
      image: { upload_several: '把图片拖到这里,或点击选择。', upload_single: '把图片拖到这里,或点击选择。' },
      references: { all_missing: '找不到所引用的记录。', many_missing: '所引用的记录中至少有一条已不可见。', single_missing: '所引用的记录已不可见。' },
      password: { toggle_visible: '隐藏密码', toggle_hidden: '显示密码' },
    },
    message: {
      about: '关于', access_denied: '您没有权限访问此页面', are_you_sure: '确定吗?', authentication_error: '登录服务返回错误,无法核对您的账号。', auth_error: '核对登录状态时出错。',
      bulk_delete_content: '确定删除%{name}?', bulk_delete_title: '删除%{name}', bulk_update_content: '确定更新%{name}?', bulk_update_title: '更新%{name}',
      clear_array_input: '确定清空整个列表?', delete_content: '确定删除此%{name}?', delete_title: '删除%{name} %{recordRepresentation}', details: '详情',
      error: '页面出错,未能完成操作。', invalid_form: '填写的内容有误,请检查。', loading: '请稍候', no: '否', not_found: '地址有误,或链接已失效。',
      select_all_limit_reached: '数量太多,只选择了前 %{max} 项。', unsaved_changes: '有些修改还没有保存,确定离开吗?', yes: '是', placeholder_data_warning: '网络问题:未能刷新数据。',
    },
    navigation: {
      clear_filters: '清除条件', no_filtered_results: '没有符合条件的%{name}。', no_results: '没有%{name}', no_more_results: '第 %{page} 页已超出范围,请看前一页。',
      page_out_of_boundaries: '第 %{page} 页超出范围', page_out_from_end: '已是最后一页', page_out_from_begin: '已是第一页', page_range_info: '%{offsetBegin}-%{offsetEnd},共 %{total} 项',
      partial_page_range_info: '%{offsetBegin}-%{offsetEnd},还有更多', current_page: '第 %{page} 页', page: '转到第 %{page} 页', first: '第一页', last: '最后一页', next: '下一页',
      previous: '上一页', page_rows_per_page: '每页:', skip_nav: '跳到正文',
    },
    sort: { sort_by: '按%{field}%{order}排列', ASC: '升序', DESC: '降序' },
    auth: {
      auth_check_error: '请先登录', user_menu: '我的账号', username: '账号', password: '密码', email: '邮箱', sign_in: '登录', sign_in_error: '登录失败,请重试', logout: '退出',
    },
    notification: {
      updated: '已更新', created: '已新建', deleted: '已删除', bad_item: '内容有误', item_doesnt_exist: '记录不存在', http_error: '与服务器通信出错', data_provider_error: '取数据时出错。',
      i18n_error: '未能载入所选语言', canceled: '已取消', logged_out: '登录已过期,请重新登录。', not_authorized: '您没有权限访问。', application_update_available: '有新版本可用。', offline: '没有网络,未能取到数据。',
    },
    validation: {
      required: '必填', minLength: '至少 %{min} 个字', maxLength: '最多 %{max} 个字', minValue: '不小于 %{min}', maxValue: '不大于 %{max}', number: '请填写数字', email: '请填写有效的邮箱',
      oneOf: '须为下列之一:%{options}', regex: '格式不符:%{pattern}', unique: '不能重复',
    },
    saved_queries: {
      label: '已存的查询', query_name: '查询名称', new_label: '保存当前查询…', new_dialog_title: '保存当前查询为', remove_label: '移除已存的查询', remove_label_with_name: '移除查询“%{name}”',
      remove_dialog_title: '移除已存的查询?', remove_message: '确定从已存的查询中移除它?', help: '筛选列表后保存,以备再用',
    },
    guesser: { empty: { title: '没有数据', message: '请检查数据来源' } },
    configurable: {
      customize: '自定义', configureMode: '配置此页', inspector: { title: '检视', content: '把鼠标移到界面元素上进行配置', reset: '恢复默认', hideAll: '全部隐藏', showAll: '全部显示' },
      Datagrid: { title: '表格', unlabeled: '未命名列 %{column}' }, SimpleForm: { title: '表单', unlabeled: '未命名项 %{input}' },
      SimpleList: { title: '列表', primaryText: '主要文字', secondaryText: '次要文字', tertiaryText: '补充文字' },
    },
  },
};

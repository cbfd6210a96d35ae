"""S: columns that are missing from a table or stand in it twice, found on reading."""

from ruralskills.model.rule import defect


@defect("S101", "两列是同一项", remedy="请删去或改名其中一列；两列都要的，请改表头区分")
def two_columns_for_one_field() -> None:
    """同一项内容只能有一列，两列时不知道以哪一列为准。

    | 姓名 | 身份证号           | 身份证号码         | 应报     |
    | ---- | ------------------ | ------------------ | -------- |
    | 张三 | 500199198506150017 | 500199198506150017 |          |

    应报表头：身份证号
    """


@defect("S102", "缺少必填的列", remedy="请补上这一列；已有这一列的，请把表头改成规定的名称")
def required_column_missing() -> None:
    """没有这一列就不能核对到人。

    致富带头人台账

    | 姓名 | 性别 | 联系电话    | 带动贫困户数 | 应报 |
    | ---- | ---- | ----------- | ------------ | ---- |
    | 张三 | 男   | 13812345678 | 3            |      |

    应报表头：姓名
    """

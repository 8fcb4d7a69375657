package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.keepwell.ui.component.Table.Column;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void head_of_a_column_is_a_button_that_says_how_it_sorts() {
        List<RowPage> asked = new ArrayList<>();
        Table table = new Table(
                "Things",
                new Table.Sorting(RowPage.FIRST.sortedBy("amount", true), asked::add),
                Column.text("Name").sortedAs("name"),
                Column.text("Not sorted by"),
                Column.number("Amount").sortedAs("amount"));

        Element heads = table.getElement().getChild(0).getChild(1).getChild(0);
        assertThat(heads.getChild(0).getAttribute("aria-sort")).isNull();
        assertThat(heads.getChild(1).getChildCount()).isEqualTo(1);
        assertThat(heads.getChild(1).getText()).isEqualTo("Not sorted by");
        assertThat(heads.getChild(2).getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(heads.getChild(2).getChild(0).getTag()).isEqualTo("button");
        for (int column : List.of(0, 2)) {
            NativeButton button = (NativeButton)
                    heads.getChild(column).getChild(0).getComponent().orElseThrow();
            ComponentUtil.fireEvent(button, new ClickEvent<>(button));
        }
        assertThat(asked)
                .containsExactly(RowPage.FIRST.sortedBy("name", false), RowPage.FIRST.sortedBy("amount", false));
    }

    @Test
    void amount_in_a_detail_is_not_parted_from_its_currency() {
        assertThat(Table.detail("churn: EUR 1,073.00 → EUR 0.00").getText())
                .isEqualTo("churn: EUR\u00a01,073.00 →\u00a0EUR\u00a00.00");
        assertThat(Table.detail("EUR \u221220.00").getText()).isEqualTo("EUR\u00a0\u221220.00");
        assertThat(Table.detail("ABCD 2 and 3").getText()).isEqualTo("ABCD 2 and 3");
    }
}

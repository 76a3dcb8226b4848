package org.penstock.core.inventory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a recipe takes.
 *
 * @param order its place, from 1
 * @param quantity in the item's unit, for one batch; null where a share is given, or nothing is known
 * @param share in percent of the batch; null where a quantity is given, or nothing is known
 */
public record RecipeComponent(
        int order,
        Items.Item item,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal share) {
    /** {@code 12.5 kg}, {@code 80 %}; "" where a supplier says nothing about it. */
    public String amount() {
        if (quantity != null) {
            return plain(quantity) + " " + item.unit();
        }
        return share == null ? "" : plain(share) + " %";
    }

    /** The same and of what. */
    public String inWords() {
        String amount = amount();
        return amount.isEmpty() ? item.ref() : amount + " " + item.ref();
    }

    /** Every digit that says something, never an exponent. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}

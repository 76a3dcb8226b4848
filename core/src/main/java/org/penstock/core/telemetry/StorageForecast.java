package org.penstock.core.telemetry;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.Keep;

/**
 * When there will be no room for readings any more, if the days to come are like the last ones and each old day goes when its
 * time is over.
 *
 * @param bytes that readings take now
 * @param perDay mean of the last days, bytes
 * @param days how many days that is the mean of; 0 = nothing can be said yet
 * @param room bytes that are left: of the budget, or of the disk where that is less; −1 = nobody knows
 * @param budget bytes that readings may take; −1 = no limit but the disk
 * @param full the day it is full; null = not within ten years, or nothing can be said
 */
public record StorageForecast(
        long bytes,
        long perDay,
        int days,
        long room,
        long budget,
        @Nullable LocalDate full) {
    private static final int RECENT = 14;
    private static final int YEARS = 10;
    /** So long before it is full a person is told. */
    public static final int WARN_DAYS = 30;

    /**
     * Looks ahead.
     *
     * @param keep how long a day is kept: the longest of what is in its file
     */
    public static StorageForecast of(StorageSizes.Sizes now, OptionalLong budget, Keep keep, LocalDate today) {
        NavigableMap<LocalDate, Long> recent = now.days().tailMap(today.minusDays(RECENT + 2L), true);
        long perDay = recent.isEmpty()
                ? 0
                : recent.values().stream().mapToLong(Long::longValue).sum() / recent.size();
        long room = now.disk() > 0 ? now.free() : -1;
        if (budget.isPresent()) {
            long left = budget.getAsLong() - now.bytes();
            room = room < 0 ? left : Math.min(room, left);
        }
        LocalDate full = room < 0 && budget.isEmpty() ? null : full(now, perDay, room, keep, today);
        return new StorageForecast(now.bytes(), perDay, recent.size(), room, budget.orElse(-1), full);
    }

    private static @Nullable LocalDate full(
            StorageSizes.Sizes now, long perDay, long room, Keep keep, LocalDate today) {
        if (room <= 0) {
            return today;
        }
        long more = 0;
        LocalDate gone = keep.before(today);
        LocalDate last = today.plusYears(YEARS);
        for (LocalDate day = today.plusDays(1); perDay > 0 && !day.isAfter(last); day = day.plusDays(1)) {
            more += perDay;
            for (LocalDate before = keep.before(day); gone.isBefore(before); gone = gone.plusDays(1)) {
                more -= gone.isBefore(today) ? now.days().getOrDefault(gone, 0L) : perDay;
            }
            if (more > room) {
                return day;
            }
        }
        return null;
    }

    /** Whether a person is to be told on that day. */
    public boolean soon(LocalDate today) {
        return full != null && full.isBefore(today.plusDays(WARN_DAYS + 1L));
    }
}

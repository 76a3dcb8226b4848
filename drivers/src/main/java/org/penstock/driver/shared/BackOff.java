package org.penstock.driver.shared;

/**
 * How long to wait before the next attempt: doubling from the shortest to the longest, and a part of up to a fifth more
 * that depends on the link's key and the attempt, so that twenty links do not knock on a restarted broker together. No
 * randomness: the same link waits the same times on every machine.
 *
 * @param shortestMillis wait after the first failure, ms
 * @param longestMillis the wait never grows beyond this plus a fifth, ms
 */
public record BackOff(long shortestMillis, long longestMillis) {
    /** 1 s growing to 60 s. */
    public static final BackOff STANDARD = new BackOff(1_000, 60_000);

    /**
     * The wait before the next attempt.
     *
     * @param key key of the link
     * @param failures how many attempts have failed in a row, 1 or more
     * @return ms to wait
     */
    public long millis(String key, int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        long base = Math.min(longestMillis, shortestMillis << doublings);
        int spread = ((key.hashCode() * 31 + failures) * 0x9E3779B9) >>> 16;
        return base + base * (spread % 1000) / 5000;
    }
}

using Micrograd.Benchmarks;

// quick: the comparison in a minute. Anything else goes to BenchmarkDotNet, for careful figures of one work.
return args is ["quick"]
    ? Quick.Run(Console.Out)
    : BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run(args).Any() ? 0 : 1;

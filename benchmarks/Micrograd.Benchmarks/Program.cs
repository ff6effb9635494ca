using Micrograd.Benchmarks;

// quick: the comparison in a minute (quick W1 W3: of these works). Anything else goes to BenchmarkDotNet, for careful figures of one work.
return args is ["quick", .. var works]
    ? Quick.Run(Console.Out, works)
    : BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run(args).Any() ? 0 : 1;
